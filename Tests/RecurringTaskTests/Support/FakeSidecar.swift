import Dapr
import Foundation
import HTTPTypes
import Hummingbird
import Identity
import JSON
import Logging
import NIOCore
import ServiceKit
import Synchronization

/// A sidecar on a real socket, with a state store and a chat-api behind it that keeps tasks by their ids as the real one does.
final class FakeSidecar: Sendable {
    struct Call: Sendable {
        let userID: String
        let service: String?
        let traceparent: String?
        let task: JSONValue
    }

    let state = MemoryServiceState()
    private let calls = Mutex<[Call]>([])
    private let stored = Mutex<[String: JSONValue]>([:])
    private let refusal = Mutex<(@Sendable (Call) -> HTTPResponse.Status?)?>(nil)
    private let verifier: TokenVerifier

    init(serviceKey: SharedKey) {
        verifier = TokenVerifier(serviceKey: serviceKey)
    }

    /// Every request to create a task, in order.
    var asked: [Call] { calls.withLock { $0 } }
    /// The tasks that there are.
    var tasks: [String: JSONValue] { stored.withLock { $0 } }

    /// Makes chat-api answer with a status instead of doing what it is asked.
    func refuse(_ refusal: (@Sendable (Call) -> HTTPResponse.Status?)?) { self.refusal.withLock { $0 = refusal } }
    func put(_ task: JSONValue, as id: String) { stored.withLock { $0[id] = task } }

    func respond(_ request: Request) async throws -> Response {
        let body = Array(buffer: try await request.body.collect(upTo: 1 << 20))
        let path = request.uri.path
        if path == "/v1.0/invoke/chat-api/method/api/tasks", request.method == .post { return try await create(body, request.headers) }
        let store = "/v1.0/state/statestore"
        guard path.hasPrefix(store) else { return Response(status: .notFound) }
        do throws(DaprError) {
            let key = String(path.dropFirst(store.count + 1)).removingPercentEncoding ?? ""
            switch request.method {
            case .get:
                guard let value = try await state.get(key) else { return Response(status: .noContent) }
                return Response(status: .ok, headers: [.eTag: value.etag ?? ""], body: .init(byteBuffer: ByteBuffer(bytes: value.bytes)))
            case .delete: try await state.delete(key, condition: Self.condition(request.headers[.ifMatch]))
            default: for write in Self.writes(body) { try await state.save(write) }
            }
            return Response(status: .noContent)
        } catch {
            return Response(
                status: error.kind == .conflict ? .conflict : .internalServerError,
                body: .init(byteBuffer: ByteBuffer(string: #"{"errorCode":"ERR_STATE_SAVE","message":"possible etag mismatch"}"#))
            )
        }
    }

    private func create(_ body: [UInt8], _ headers: HTTPFields) async throws -> Response {
        let token = (headers[.authorization] ?? "").replacing("Bearer ", with: "")
        guard let principal = try? await verifier.verify(token) else { return Response(status: .unauthorized) }
        let traceparent = HTTPField.Name("traceparent").flatMap { headers[$0] }
        let task = try JSONValue(parsing: body)
        let call = Call(userID: principal.userID, service: principal.service, traceparent: traceparent, task: task)
        calls.withLock { $0.append(call) }
        if let status = refusal.withLock({ $0 })?(call) { return Response(status: status) }
        let id = task["id"]?.string ?? ""
        let status: HTTPResponse.Status = stored.withLock { stored in
            guard let found = stored[id] else {
                stored[id] = task
                return .created
            }
            return found == task ? .ok : .conflict
        }
        return Response(status: status, body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }

    private static func writes(_ body: [UInt8]) -> [StateWrite] {
        ((try? JSONValue(parsing: body))?.array ?? []).map { item in
            StateWrite(
                item["key"]?.string ?? "",
                RawJSON(item["value"] ?? .null),
                condition: condition(item["etag"]?.string),
                ttlSeconds: item["metadata"]?["ttlInSeconds"]?.string.flatMap { Int($0) }
            )
        }
    }

    private static func condition(_ etag: String?) -> StateCondition {
        switch etag {
        case nil: .none
        case "-1": .ifAbsent
        case .some(let etag): .ifMatch(etag)
        }
    }
}
