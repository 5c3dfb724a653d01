import Foundation

/// A log-normal distribution of delays, given by its median and its 99th percentile.
///
/// The response times of real services look like it: most are near the median, and a few take many times as long.
struct LogNormalDelay: Sendable, Equatable {
    /// In milliseconds. Half of the delays are shorter.
    let median: Int
    /// In milliseconds, at least the median. One delay in a hundred is longer.
    let percentile99: Int

    /// Returns whole milliseconds, at most `limit`. A greater fraction gives no shorter delay.
    ///
    /// - Parameter fraction: a random number in 0..<1.
    func milliseconds(at fraction: Double, limit: Int) -> Int {
        guard median > 0 else { return 0 }
        // The deviation of the delays' logarithms.
        let deviation = log(Double(percentile99) / Double(median)) / Self.quantile99
        // The least fraction has no finite quantile.
        let quantile = NormalQuantile.value(at: max(fraction, 0x1p-54))
        return Int(min((Double(median) * exp(deviation * quantile)).rounded(), Double(limit)))
    }

    private static let quantile99 = NormalQuantile.value(at: 0.99)
}

/// The quantiles of the standard normal distribution, with 16 digits.
///
/// The algorithm is AS 241, PPND16 (Wichura, Applied Statistics 37 (1988), pages 477 to 484). Python's
/// `statistics.NormalDist().inv_cdf` has the same, so a script can repeat a mock's delays.
enum NormalQuantile {
    /// - Parameter probability: greater than 0 and less than 1.
    static func value(at probability: Double) -> Double {
        let distance = probability - 0.5
        if abs(distance) <= 0.425 { return distance * central.value(at: 0.180625 - distance * distance) }
        let root = (-log(min(probability, 1 - probability))).squareRoot()
        let magnitude = root <= 5 ? middle.value(at: root - 1.6) : tail.value(at: root - 5)
        return distance < 0 ? -magnitude : magnitude
    }

    /// A quotient of two polynomials.
    private struct Quotient: Sendable {
        /// The coefficients, that of the highest power first.
        let numerator: [Double]
        let denominator: [Double]

        func value(at x: Double) -> Double {
            let polynomial = { (coefficients: [Double]) in coefficients.reduce(0) { $0 * x + $1 } }
            return polynomial(numerator) / polynomial(denominator)
        }
    }

    private static let central = Quotient(
        numerator: [
            2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4, 4.5921953931549871457e+4,
            1.3731693765509461125e+4, 1.9715909503065514427e+3, 1.3314166789178437745e+2, 3.3871328727963666080e+0,
        ],
        denominator: [
            5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4, 2.1213794301586595867e+4,
            5.3941960214247511077e+3, 6.8718700749205790830e+2, 4.2313330701600911252e+1, 1,
        ])

    private static let middle = Quotient(
        numerator: [
            7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e+0,
            3.64784832476320460504e+0, 5.76949722146069140550e+0, 4.63033784615654529590e+0, 1.42343711074968357734e+0,
        ],
        denominator: [
            1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
            6.89767334985100004550e-1, 1.67638483018380384940e+0, 2.05319162663775882187e+0, 1,
        ])

    private static let tail = Quotient(
        numerator: [
            2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
            2.96560571828504891230e-1, 1.78482653991729133580e+0, 5.46378491116411436990e+0, 6.65790464350110377720e+0,
        ],
        denominator: [
            2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5,
            7.86869131145613259100e-4, 1.48753612908506148525e-2, 1.36929880922735805310e-1,
            5.99832206555887937690e-1, 1,
        ])
}
