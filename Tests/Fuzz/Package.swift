// swift-tools-version: 6.2

import PackageDescription

// The package of the fuzzers. scripts/fuzz builds it in a directory with links to Sources, Tests and the checkout of
// swift-http-types. So the sanitizers apply only to the modules under test.
let package = Package(
    name: "fuzz",
    platforms: [.macOS(.v26)],
    // The products are libraries, because libFuzzer provides `main`.
    products: [
        .library(name: "fuzz-request", type: .static, targets: ["RequestFuzzer"]),
        .library(name: "fuzz-json", type: .static, targets: ["JSONFuzzer"]),
        .library(name: "fuzz-form", type: .static, targets: ["FormFuzzer"]),
    ],
    dependencies: [.package(path: "swift-http-types", traits: [])],
    targets: [
        .target(name: "Base"),
        .target(name: "HTTPWire", dependencies: ["Base", .product(name: "HTTPTypes", package: "swift-http-types")]),
        .target(name: "JSON", dependencies: ["Base"]),
        .target(name: "Validation", dependencies: ["Base", "JSON"]),
        .target(name: "Forms", dependencies: ["Base", "JSON"]),
        .target(
            name: "RequestFuzzer",
            dependencies: ["Base", "HTTPWire", .product(name: "HTTPTypes", package: "swift-http-types")],
            path: "Tests",
            sources: ["Fuzz/RequestFuzzer.swift", "HTTPWireTests/Outcome.swift"]),
        .target(
            name: "JSONFuzzer", dependencies: ["JSON", "Validation"], path: "Tests", sources: ["Fuzz/JSONFuzzer.swift"]),
        .target(
            name: "FormFuzzer", dependencies: ["Forms", "JSON"], path: "Tests", sources: ["Fuzz/FormFuzzer.swift"]),
    ]
)

for target in package.targets {
    target.swiftSettings = [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
    ]
}
