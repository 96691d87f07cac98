import Foundation

/// What a person reads. Logs go elsewhere.
enum Terminal {
    static func say(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }

    static func complain(_ line: String) {
        FileHandle.standardError.write(Data(("punctual: " + line + "\n").utf8))
    }
}
