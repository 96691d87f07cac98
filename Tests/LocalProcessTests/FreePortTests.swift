import LocalProcess
import Testing

@Test("free ports are ports, and a hundred of them are not all the same")
func freePorts() throws {
    let ports = try (0..<100).map { _ in try FreePort.next() }
    #expect(ports.allSatisfy { (1024...65535).contains($0) })
    #expect(Set(ports).count > 1)
}
