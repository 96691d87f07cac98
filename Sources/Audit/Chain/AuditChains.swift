import Dapr
import JSON
public import ServiceKit

/// All chains in a state store: reading them, and the primitive writes.
public struct AuditChains: Sendable {
    /// Segments in one bulk read.
    private static let stride = 8

    let state: any ServiceState

    public init(_ state: any ServiceState) {
        self.state = state
    }

    /// The growing segment with its version; nil when the chain has no entry.
    func open(_ chain: ChainName) async throws(AuditError) -> (segment: OpenSegment, etag: String)? {
        guard let value = try await read(chain.openKey) else { return nil }
        guard let etag = value.etag else { throw AuditError(.refused, "the state store gives no ETags") }
        do throws(JSONError) {
            return (try value.decode(OpenSegment.self), etag)
        } catch {
            throw AuditError(.damaged, "\(chain.openKey) cannot be read: \(error)")
        }
    }

    /// False when the segment has been changed in the meantime, or when that cannot be told: then it has to be read again.
    func write(_ segment: OpenSegment, to chain: ChainName, over etag: String?) async throws(AuditError) -> Bool {
        try await write(RawJSON(segment), chain.openKey, etag.map { .ifMatch($0) } ?? .ifAbsent)
    }

    func write(_ value: RawJSON, _ key: String, _ condition: StateCondition) async throws(AuditError) -> Bool {
        do throws(DaprError) {
            // Without a time to live: what never had one never vanishes.
            try await state.save(StateWrite(key, value, condition: condition))
            return true
        } catch {
            if error.kind == .conflict || error.mayHaveHappened && error.isRetriable { return false }
            throw AuditError(error)
        }
    }

    func read(_ key: String) async throws(AuditError) -> StateValue? {
        do throws(DaprError) { return try await state.get(key) } catch { throw AuditError(error) }
    }

    /// What is found under the number of a segment.
    enum Found: Hashable, Sendable {
        case segment(SealedSegment)
        case missing
        case unreadable(String)
    }

    func segment(_ number: Int, of chain: ChainName) async throws(AuditError) -> Found {
        Self.found(number, try await read(chain.key(ofSegment: number)))
    }

    /// Goes through the entries of a chain from the first one that is left, segment by segment, and the growing one last.
    func walk(_ chain: ChainName, _ open: OpenSegment, _ body: (_ segment: Int, _ found: Found) -> Void) async throws(AuditError) {
        var number = open.first
        while number < open.number {
            let numbers = Array(number..<min(number + Self.stride, open.number))
            let found: [String: StateValue]
            do throws(DaprError) {
                found = try await state.get(numbers.map { chain.key(ofSegment: $0) })
            } catch {
                throw AuditError(error)
            }
            // Retention may have been faster.
            let first = found.count < numbers.count ? try await self.open(chain)?.segment.first ?? 0 : 0
            for number in numbers where number >= first {
                body(number, Self.found(number, found[chain.key(ofSegment: number)]))
            }
            number += Self.stride
        }
        body(open.number, .segment(open.sealed))
    }

    private static func found(_ number: Int, _ value: StateValue?) -> Found {
        guard let value else { return .missing }
        do throws(JSONError) {
            let segment: SealedSegment = try value.decode()
            return segment.number == number ? .segment(segment) : .unreadable("it says that it is segment \(segment.number)")
        } catch {
            return .unreadable("\(error)")
        }
    }
}
