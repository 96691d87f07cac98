/// A 64-bit FNV-1a hash of a row of optional fields. Not a secret and not a signature: it only has to tell what one
/// caller wrote under one id from what the same caller wrote before.
struct Fingerprint {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ text: String?) {
        add(text?.utf8)
    }

    /// Fields are told apart: a present one ends with 0xFF, which is no byte of UTF-8; an absent one is 0xFE.
    mutating func add(_ bytes: (some Sequence<UInt8>)?) {
        guard let bytes else { return mix(0xFE) }
        for byte in bytes { mix(byte) }
        mix(0xFF)
    }

    private mutating func mix(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
}
