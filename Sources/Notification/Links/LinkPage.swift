import Crypto
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceKit

/// The small pages that links lead to. Without scripts.
enum LinkPage {
    /// Asks before anything is done.
    static func confirmation(_ token: LinkToken) -> Response {
        switch token.action {
        case .done: return page("Done?", "<p>The task is marked as completed.</p>" + form("<button>Mark as done</button>"))
        case .snooze:
            let buttons = LinkService.delays.map { "<button name=\"delay\" value=\"\($0.0)\">\($0.1)</button>" }
            return page("Snooze", "<p>You are reminded again in</p>" + form(buttons.joined(separator: " ")))
        }
    }

    static func result(_ outcome: LinkService.Outcome) -> Response {
        switch outcome {
        case .snoozed(let delay): page("Snoozed", "<p>You are reminded again in \(delay).</p>")
        case .done: page("Done", "<p>The task is completed.</p>")
        case .invalid: page("This link does not work", "<p>It may be incomplete.</p>", .notFound)
        case .expired: page("This link is too old", "<p>Links work for a week.</p>", .gone)
        case .used: page("Already done", "<p>This link works once, and it was used before.</p>", .gone)
        case .outdated: page("Nothing to do", "<p>The reminder or the task has changed since this message was sent.</p>", .gone)
        case .unavailable: page("Not now", "<p>Please try again in a moment.</p>", .serviceUnavailable)
        }
    }

    /// Posts to the page's own address.
    private static func form(_ buttons: String) -> String { "<form method=\"post\">\(buttons)</form>" }

    private static let style = """
        :root{color-scheme:light dark}body{font:1.1rem/1.5 system-ui,sans-serif;max-width:30rem;margin:15vh auto;padding:0 1rem}\
        button{font:inherit;padding:.6rem 1rem;margin:0 .5rem .5rem 0}
        """

    private static let policy: String = {
        let hash = SHA256.hash(data: Array(style.utf8))
        return "default-src 'none'; style-src 'sha256-\(base64(hash))'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    }()

    /// A 32-byte hash with padding: what the alphabet for URLs writes differently is put right.
    private static func base64(_ hash: SHA256.Digest) -> String {
        String(Base64URL.encode(hash).map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }) + "="
    }

    private static func page(_ title: String, _ body: String, _ status: HTTPResponse.Status = .ok) -> Response {
        let html = """
            <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">\
            <title>\(title)</title><style>\(style)</style></head><body><h1>\(title)</h1>\(body)</body></html>
            """
        return Response(
            status: status,
            headers: [
                .contentType: "text/html; charset=utf-8",
                .cacheControl: "no-store",
                .contentSecurityPolicy: policy,
                .xContentTypeOptions: "nosniff",
                .referrerPolicy: "no-referrer",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: html))
        )
    }
}

extension HTTPField.Name {
    /// The address of the page is the permission itself.
    static let referrerPolicy = HTTPField.Name("Referrer-Policy")!
}
