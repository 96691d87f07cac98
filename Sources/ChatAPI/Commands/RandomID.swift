/// Ids that nobody guesses.
public enum RandomID {
    /// 16 characters of `[A-Za-z0-9]`: 95 random bits.
    public static let make: @Sendable () -> String = {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
        return String(decoding: (0..<16).map { _ in alphabet[Int.random(in: 0..<alphabet.count)] }, as: UTF8.self)
    }
}
