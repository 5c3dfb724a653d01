// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "campaign-mock",
    // `String.UTF8View.span` is in the standard library of this system and newer ones.
    platforms: [.macOS(.v26)],
    products: [
        .executable(name: "campaign-mock", targets: ["campaign-mock"]),
        .library(name: "CampaignMock", targets: ["CampaignMock"]),
        // A product of its own, because it alone imports Testing, which a program must not load.
        .library(name: "CampaignMockTesting", targets: ["CampaignMockTesting"]),
    ],
    dependencies: [
        // SQLite through the system library: set-up, migrations, statement cache, WAL. Years of edge cases that are not ours.
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        // The command line: the convention.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        // Diagnostics: the convention; an embedder plugs in a backend of its own.
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        // The ecosystem's shared request and response types, at the handler's boundary. No traits: its URL part is not needed.
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
        // SIGTERM and SIGINT, ordered shutdown: the convention.
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        // `Deque` for the events that are kept; `TreeDictionary` for accounts, whose snapshots share what did not change.
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    ],
    targets: [
        .target(name: "CEpoll"),
        // One call of SQLite's that Swift cannot make.
        .target(name: "CSQLite"),
        .target(name: "Base"),
        // The rules of tzdata, inside the program: the system's differ from machine to machine.
        .target(name: "TimeZones", dependencies: ["Base"], resources: [.embedInCode("zones.txt")]),
        // Campaigns run: a state and a span of time in, what happens in order out. Knows no store, no HTTP and no real time.
        .target(name: "Calling", dependencies: ["Base", "TimeZones"]),
        .target(name: "JSON", dependencies: ["Base"]),
        .target(name: "Validation", dependencies: ["Base", "JSON"]),
        .target(name: "Forms", dependencies: ["Base", "JSON"]),
        // The description of an API as a document; knows neither an HTTP server nor a campaign.
        .target(name: "OpenAPI", dependencies: ["Base", "JSON", "Validation"]),
        .target(
            name: "HTTPWire",
            dependencies: ["Base", .product(name: "HTTPTypes", package: "swift-http-types")]),
        .target(
            name: "HTTPServer",
            dependencies: [
                "CEpoll", "HTTPWire", "Base",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        .target(
            name: "CampaignStore",
            dependencies: [
                "CSQLite", "JSON", "Base",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "HashTreeCollections", package: "swift-collections"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        // Plays the simulation on the accounts' clocks, and stores what it does.
        .target(name: "CampaignRunner", dependencies: ["Base", "TimeZones", "Calling", "JSON", "CampaignStore"]),
        .target(
            name: "CampaignAPI",
            dependencies: [
                "JSON", "Base", "Validation", "Forms", "OpenAPI", "HTTPWire", "HTTPServer", "Calling", "CampaignStore",
                "CampaignRunner",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
            ],
            resources: [.embedInCode("Description/examples.json")]),
        .target(
            name: "MockControl",
            dependencies: [
                "JSON", "Base", "Validation", "OpenAPI", "HTTPWire", "HTTPServer", "CampaignStore", "CampaignRunner",
                "CampaignAPI",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "DequeModule", package: "swift-collections"),
            ],
            // The page `/_mock/docs`: inside the program, which needs no files of its own.
            resources: [.embedInCode("Page"), .embedInCode("Description/control-examples.json")]),
        .target(
            name: "CampaignMock",
            dependencies: [
                "JSON", "Base", "Validation", "HTTPWire", "HTTPServer", "CampaignStore", "CampaignRunner",
                "CampaignAPI", "MockControl",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]),
        // Traits for Swift Testing.
        .target(
            name: "CampaignMockTesting",
            dependencies: ["CampaignMock", .product(name: "Logging", package: "swift-log")]),
        // `exec` starts its command by posix_spawn(3) and not by swift-subprocess (1.0.2): the command must keep terminal,
        // process group, descriptors and signals as they are, and the program stays as small as it is.
        .executableTarget(
            name: "campaign-mock",
            dependencies: [
                "Base", "CampaignMock", "JSON", "Validation",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            // The fixtures that `compare` sends: inside the program, which needs no files of its own.
            resources: [.embedInCode("Compare/requests.json")]),
        // ns for single operations: `scripts/bench micro`.
        .executableTarget(
            name: "benchmarks",
            dependencies: [
                "JSON", "Validation", "HTTPWire", "CampaignStore",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Sources/Benchmarks"),
        // Reads scenarios and plays them, so that `scripts/calling` can compare the simulation with another one.
        .executableTarget(
            name: "calling-check", dependencies: ["Base", "Calling", "JSON", "TimeZones", "Validation"],
            path: "Tests/CallingCheck"),
        // What several test targets share: a client that speaks raw bytes.
        .target(name: "TestSupport", dependencies: ["Base", "JSON"], path: "Tests/TestSupport"),
        .testTarget(name: "BaseTests", dependencies: ["Base"]),
        .testTarget(name: "TimeZonesTests", dependencies: ["TimeZones", "Base", "Validation"]),
        .testTarget(name: "CallingTests", dependencies: ["Calling", "TimeZones", "Base", "TestSupport"]),
        .testTarget(name: "JSONTests", dependencies: ["Base", "JSON", "TestSupport"]),
        .testTarget(name: "ValidationTests", dependencies: ["Base", "Validation", "JSON", "TestSupport"]),
        .testTarget(name: "OpenAPITests", dependencies: ["JSON", "OpenAPI", "Validation"]),
        .testTarget(name: "FormsTests", dependencies: ["Forms", "JSON"]),
        .testTarget(
            name: "HTTPWireTests",
            dependencies: ["Base", "HTTPWire", .product(name: "HTTPTypes", package: "swift-http-types")]),
        .testTarget(
            name: "HTTPServerTests",
            dependencies: [
                "HTTPServer", "HTTPWire", "Base", "TestSupport",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        .testTarget(
            name: "CampaignStoreTests",
            dependencies: [
                "CampaignStore", "JSON", "Base", "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        .testTarget(
            name: "CampaignAPITests",
            dependencies: [
                "CampaignAPI", "CampaignRunner", "CampaignStore", "HTTPServer", "HTTPWire", "OpenAPI", "Validation",
                "JSON", "Base", "TestSupport",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        .testTarget(
            name: "MockControlTests",
            dependencies: [
                "MockControl", "OpenAPI", "Validation", "CampaignMock", "CampaignAPI", "CampaignStore", "HTTPServer",
                "HTTPWire", "JSON", "Base", "TestSupport",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        .testTarget(
            name: "CampaignMockTests",
            dependencies: [
                "CampaignMock", "campaign-mock", "CampaignAPI", "CampaignStore", "Calling", "Forms", "HTTPServer",
                "HTTPWire",
                "JSON", "OpenAPI", "Base", "TestSupport",
                .product(name: "Logging", package: "swift-log"),
            ]),
        // The Swift code of README and manual. Like a user's tests, it sees only what is public; of TestSupport it uses
        // the receiver that stands for a user's own.
        .testTarget(name: "ExampleTests", dependencies: ["CampaignMock", "CampaignMockTesting", "TestSupport"]),
        .testTarget(
            name: "CampaignMockTestingTests",
            dependencies: ["CampaignMockTesting", "CampaignMock", "Base", "TestSupport"]),
    ]
)

for target in package.targets where !["CEpoll", "CSQLite"].contains(target.name) {
    target.swiftSettings = [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .treatAllWarnings(as: .error),
    ]
}

// The manual: `scripts/manual` sets this variable. Packages that use the mock do not resolve the plugin.
if Context.environment["CAMPAIGN_MOCK_MANUAL"] == "1" {
    package.dependencies.append(.package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"))
}
