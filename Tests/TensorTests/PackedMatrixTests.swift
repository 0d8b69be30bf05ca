import CKernels
import Foundation
import TestSupport
import Testing

@testable import Tensor

@Suite struct PackedMatrixTests {
    private func random(_ count: Int, stream: UInt32) -> [Float] {
        KernelFixture.random(count, seed: 6, stream: stream)
    }

    // Rows on both sides of every variant's blocks; lanes on both sides of CKERNELS_LANES and of its double.
    @Test(arguments: [1, 7, 8, 9, 63, 64, 65, 130], [1, 2, 4, 5, 6, 9, 11])
    func everyVariantMatchesAPlainSum(rows: Int, lanes: Int) {
        let (columns, rowStride, xStride, yStride) = (33, 40, 35, rows + 3)
        let a = random(rows * rowStride, stream: 0)
        let x = random(lanes * xStride, stream: 1)
        let before = random(lanes * yStride, stream: 2)
        for variant in KernelFixture.variants {
            var packed = [Float](repeating: .nan, count: ckernels_packed_count(variant, rows, columns))
            ckernels_pack_matrix(variant, a, rowStride, rows, columns, &packed)
            var y = before
            ckernels_packed_multiply(variant, packed, rows, columns, x, xStride, lanes, &y, yStride)
            for lane in 0..<lanes {
                for row in 0..<rows {
                    let sum = (0..<columns).reduce(Double(before[lane * yStride + row])) {
                        $0 + Double(a[row * rowStride + $1]) * Double(x[lane * xStride + $1])
                    }
                    // 34 terms below 1, each rounded once or twice.
                    #expect(abs(Double(y[lane * yStride + row]) - sum) < 4e-6, "variant \(variant.rawValue)")
                }
                let beyond = lane * yStride + rows..<(lane + 1) * yStride
                #expect(y[beyond] == before[beyond], "variant \(variant.rawValue) wrote beyond the rows")
            }
        }
    }

    @Test func aLaneDoesNotDependOnTheOthers() {
        let (rows, columns, lanes) = (70, 50, 7)
        let (a, x) = (random(rows * columns, stream: 3), random(lanes * columns, stream: 4))
        for variant in KernelFixture.variants {
            var packed = [Float](repeating: 0, count: ckernels_packed_count(variant, rows, columns))
            ckernels_pack_matrix(variant, a, columns, rows, columns, &packed)
            var (together, alone) = ([Float](repeating: 0, count: lanes * rows), [Float](repeating: 0, count: rows))
            ckernels_packed_multiply(variant, packed, rows, columns, x, columns, lanes, &together, rows)
            for lane in 0..<lanes {
                alone = alone.map { _ in 0 }
                ckernels_packed_multiply(
                    variant, packed, rows, columns, Array(x[lane * columns..<(lane + 1) * columns]), columns, 1, &alone,
                    rows)
                #expect(alone == Array(together[lane * rows..<(lane + 1) * rows]))
            }
        }
    }

    // Counts on both sides of every variant's vectors; gates up to ±200, where e to their power leaves single
    // precision.
    @Test(arguments: [1, 3, 4, 8, 15, 16, 17, 40]) func theUpdateMatchesItsFormula(count: Int) {
        let gates = random(4 * count, stream: 5).enumerated().map { $1 * [1, 4, 30, 200][$0 % 4] }
        let cells = random(count, stream: 6).map { 3 * $0 }
        for variant in KernelFixture.variants {
            var (cell, hidden) = (cells, [Float](repeating: .nan, count: count))
            ckernels_lstm_update(variant, gates, count, &cell, &hidden)
            for unit in 0..<count {
                let i = sigmoid(Double(gates[unit]))
                let f = sigmoid(Double(gates[count + unit]))
                let g = tanh(Double(gates[2 * count + unit]))
                let o = sigmoid(Double(gates[3 * count + unit]))
                let c = f * Double(cells[unit]) + i * g
                // A few units in the last place of the largest term, which is 3.
                #expect(abs(Double(cell[unit]) - c) < 6e-7, "variant \(variant.rawValue)")
                #expect(abs(Double(hidden[unit]) - o * tanh(c)) < 6e-7, "variant \(variant.rawValue)")
            }
        }
    }

    @Test func whatIsNotANumberStaysSo() {
        for variant in KernelFixture.variants {
            for gate in 0..<4 {
                var gates = [Float](repeating: 0, count: 64)
                gates[gate * 16 + 5] = .nan
                var (cell, hidden) = ([Float](repeating: 1, count: 16), [Float](repeating: 0, count: 16))
                ckernels_lstm_update(variant, gates, 16, &cell, &hidden)
                #expect(hidden.indices.filter { hidden[$0].isNaN } == [5], "variant \(variant.rawValue)")
            }
        }
    }
}
