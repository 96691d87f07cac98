// swift-tools-version:6.2
import PackageDescription

/// One set of language settings for every Swift target of the package.
///
/// Warnings are errors in CI; a user with a newer compiler than ours still gets a build.
let strict: [SwiftSetting] =
    [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    ] + (Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)])

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let coreMetrics = Target.Dependency.product(name: "CoreMetrics", package: "swift-metrics")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let jwtKit = Target.Dependency.product(name: "JWTKit", package: "jwt-kit")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

func library(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil) -> Target {
    .testTarget(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

let package = Package(
    name: "punctual",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "punctual", targets: ["punctual"]),
        .library(name: "ReminderClient", targets: ["ReminderClient"]),
        // For Benchmarks/, a package of its own so that building the product never builds the benchmark.
        .library(name: "BenchmarkSupport", targets: ["Curl", "JSON", "LocalProcess", "Redis", "Reminders", "RemindersRedis"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.35.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        // C libraries of Debian: libhiredis-dev, libcurl4-openssl-dev.
        .systemLibrary(name: "CHiredis"),
        .systemLibrary(name: "CCurl"),
        // GNU extensions of glibc itself.
        .systemLibrary(name: "CLinux"),

        // Foundations: they know nothing of reminders.
        library("JSON"),
        library("Threads", ["CLinux"]),
        library("Traces"),
        library("Redis", ["CHiredis", "Threads", logging, lifecycle]),
        library("Curl", ["CCurl", logging]),
        library("Dapr", ["Curl", "JSON", "Traces", logging]),
        library("LocalProcess", ["CLinux", "Threads", logging]),
        library(
            "ServiceKit",
            [
                "Curl", "Dapr", "JSON", "Traces", coreMetrics, crypto, hummingbird, httpTypes, lifecycle, logging, metrics, nioCore,
                nioHTTPTypes,
            ]
        ),
        library(
            "ChatAPI",
            [
                "ChatLanguage", "Curl", "Dapr", "Identity", "JSON", "ReminderClient", "Reminders", "ServiceKit", "TodoKit", "Traces",
                coreMetrics,
                crypto, hummingbird, httpTypes, lifecycle, logging, nioCore,
            ],
            resources: [.embedInCode("Page/todo.html")]
        ),
        library("Identity", ["Curl", "JSON", "ServiceKit", hummingbird, httpTypes, jwtKit, lifecycle, logging]),

        // The engine: domain, adapters, face.
        library("Reminders", ["JSON", "Traces", coreMetrics, lifecycle, logging]),
        library("RemindersRedis", ["JSON", "Redis", "Reminders", coreMetrics, logging], resources: [.embedInCode("Scripts")]),
        library("RemindersDapr", ["Dapr", "JSON", "Reminders", "Traces", coreMetrics, logging]),
        library(
            "RemindersAPI",
            ["JSON", "Reminders", "ServiceKit", "Traces", coreMetrics, crypto, hummingbird, httpTypes, logging, nioCore],
            resources: [.embedInCode("Page/operations.html")]
        ),
        library("ReminderClient", ["Curl", "JSON", "Traces", logging]),

        // The todo chatbot.
        library(
            "Audit",
            ["Dapr", "Identity", "JSON", "ServiceKit", "Traces", coreMetrics, crypto, hummingbird, httpTypes, logging, nioCore]
        ),
        library("TodoKit", ["JSON", "Reminders"]),
        library(
            "RecurringTask",
            ["Curl", "Dapr", "Identity", "JSON", "Reminders", "ServiceKit", "TodoKit", "Traces", coreMetrics, crypto, hummingbird, logging]
        ),
        library("ChatLanguage"),
        library(
            "Notification",
            [
                "Curl", "Dapr", "Identity", "JSON", "ReminderClient", "Reminders", "ServiceKit", "TodoKit", "Traces", coreMetrics, crypto,
                hummingbird, httpTypes, lifecycle, logging, nioCore,
            ]
        ),

        // Around it.
        library(
            "LocalSidecar",
            ["Curl", "JSON", "Redis", "ServiceKit", hummingbird, httpTypes, lifecycle, logging, nioCore, nioPosix, yams],
            resources: [.embedInCode("Scripts")]
        ),
        library("RemindersTestKit", ["JSON", "LocalProcess", "Reminders", logging], resources: [.embedInCode("Mail/mail_server.py")]),
        .executableTarget(
            name: "punctual",
            dependencies: [
                "Audit", "CLinux", "ChatAPI", "Curl", "Dapr", "Identity", "JSON", "LocalProcess", "LocalSidecar", "Notification",
                "RecurringTask", "Redis", "ReminderClient", "Reminders", "RemindersAPI", "RemindersDapr", "RemindersRedis", "ServiceKit",
                "Traces", argumentParser, hummingbird, lifecycle, logging, unixSignals,
            ],
            resources: ["pubsub", "resiliency", "statestore", "subscriptions", "sweep"].map { .embedInCode("Dev/Resources/\($0).yaml") },
            swiftSettings: strict
        ),

        tests("JSONTests", ["JSON"]),
        tests("TracesTests", ["Traces"]),
        tests("RedisTests", ["LocalProcess", "Redis", "Threads", lifecycle, logging]),
        tests("CurlTests", ["Curl", "RemindersTestKit", hummingbird, httpTypes, logging, nioCore]),
        tests("DaprTests", ["Curl", "Dapr", "JSON", hummingbird, httpTypes, logging, nioCore]),
        tests("LocalProcessTests", ["LocalProcess", "Threads"]),
        tests(
            "ServiceKitTests",
            [
                "Curl", "Dapr", "JSON", "LocalProcess", "LocalSidecar", "ServiceKit", "Traces", coreMetrics, hummingbird, httpTypes,
                lifecycle, logging, metrics,
            ]
        ),
        tests(
            "ChatAPITests",
            [
                "ChatAPI", "ChatLanguage", "Curl", "Dapr", "Identity", "JSON", "ReminderClient", "Reminders", "RemindersAPI",
                "RemindersTestKit",
                "ServiceKit", "TodoKit", hummingbird, httpTypes, lifecycle, logging, nioCore,
            ]
        ),
        tests("IdentityTests", ["Curl", "Identity", "JSON", "ServiceKit", cryptoExtras, hummingbird, jwtKit, lifecycle, logging]),
        tests("RemindersTests", ["JSON", "Reminders", "RemindersTestKit", "Traces", logging]),
        tests("RemindersRedisTests", ["JSON", "LocalProcess", "Redis", "Reminders", "RemindersRedis", "RemindersTestKit", logging]),
        tests("RemindersDaprTests", ["Curl", "Dapr", "JSON", "Reminders", "RemindersDapr", "RemindersTestKit", hummingbird, logging]),
        tests(
            "RemindersAPITests",
            ["Curl", "JSON", "Reminders", "RemindersAPI", "RemindersTestKit", "ServiceKit", crypto, hummingbird, lifecycle, logging]
        ),
        tests(
            "ReminderClientTests",
            [
                "Curl", "JSON", "ReminderClient", "Reminders", "RemindersAPI", "RemindersTestKit", "ServiceKit", "Traces", argumentParser,
                lifecycle, logging, "punctual",
            ]
        ),
        tests(
            "RecurringTaskTests",
            [
                "Curl", "Dapr", "Identity", "JSON", "LocalProcess", "LocalSidecar", "RecurringTask", "Reminders", "ServiceKit", "TodoKit",
                "Traces", coreMetrics, hummingbird, httpTypes, lifecycle, logging,
            ]
        ),
        tests("TodoKitTests", ["JSON", "Reminders", "TodoKit"], resources: [.copy("Fixtures")]),
        tests("ChatLanguageTests", ["ChatLanguage"]),
        tests(
            "AuditTests",
            [
                "Audit", "Curl", "Dapr", "Identity", "JSON", "LocalProcess", "LocalSidecar", "ServiceKit", argumentParser, hummingbird,
                lifecycle, logging, "punctual",
            ]
        ),
        tests("LocalSidecarTests", ["Curl", "JSON", "LocalProcess", "LocalSidecar", "Redis", "RemindersTestKit", hummingbird, logging]),
        tests(
            "NotificationTests",
            [
                "Curl", "Dapr", "Identity", "JSON", "Notification", "ReminderClient", "Reminders", "RemindersAPI", "RemindersTestKit",
                "ServiceKit", "Traces", hummingbird, httpTypes, lifecycle, logging, nioCore,
            ]
        ),
        tests(
            "EndToEndTests",
            [
                "Curl", "JSON", "LocalProcess", "Redis", "Reminders", "RemindersRedis", "ServiceKit", "Traces", hummingbird, lifecycle,
                logging, "punctual",
            ]
        ),
    ]
)
