import CKernels
import Foundation
import TestSupport
import Testing

@testable import Tensor

/// Every variant of the packed kernels that this processor has, against sums written out in double precision.
@Suite struct PackedLayerVariantTests {
    private func random(_ count: Int, _ generator: inout SeededGenerator) -> [Double] {
        (0..<count).map { _ in Double(Float.random(in: -1...1, using: &generator)) }
    }

    private func apply(_ layer: PackedLayer, _ lanes: [LayerLane], columns: Int? = nil) {
        lanes.withUnsafeBufferPointer { lanes in
            guard let base = lanes.baseAddress else { return }
            layer.apply(base, count: lanes.count, columns: columns)
        }
    }

    /// Whatever bfloat16 keeps of a number: 8 bits of its mantissa, rounded to even.
    private func rounded(_ x: Double) -> Double {
        let bits = Float(x).bitPattern
        return Double(Float(bitPattern: (bits &+ 0x7fff &+ (bits >> 16 & 1)) & 0xffff_0000))
    }

    // Numbers of outputs and of columns on both sides of every block, vector and pair; lanes on both sides of every
    // tile.
    @Test(arguments: [(1, 1), (7, 3), (31, 8), (32, 33), (33, 80), (81, 128), (130, 17)], [1, 2, 3, 4, 5, 8])
    func linear(size: (outputs: Int, columns: Int), lanes: Int) {
        var generator = SeededGenerator(seed: 3)
        let (outputs, columns) = size
        let weight = random(outputs * columns, &generator)
        let bias = random(outputs, &generator)
        let inputs = (0..<lanes).map { _ in random(columns, &generator) }
        let linear = Linear(weight: Tensor(weight, shape: [outputs, columns]), bias: Tensor(bias, shape: [outputs]))
        for variant in KernelFixture.variants {
            let layer = PackedLayer(linear, variant: variant)
            for used in [columns, (columns + 1) / 2] {
                let memory = AlignedMemory<Double>([Int](repeating: columns, count: lanes) + [lanes * outputs + 1])
                for lane in 0..<lanes { memory.parts[lane].update(from: inputs[lane], count: columns) }
                memory.parts[lanes][lanes * outputs] = 7
                let views = (0..<lanes).map {
                    LayerLane(input: memory.parts[$0], output: memory.parts[lanes] + $0 * outputs)
                }
                apply(layer, views, columns: used)
                for lane in 0..<lanes {
                    for output in 0..<outputs {
                        let expected = (0..<used).reduce(bias[output]) {
                            $0 + weight[output * columns + $1] * inputs[lane][$1]
                        }
                        let found = memory.parts[lanes][lane * outputs + output]
                        #expect(abs(found - expected) < 1e-13, "variant \(variant.rawValue), output \(output)")
                    }
                }
                #expect(memory.parts[lanes][lanes * outputs] == 7, "nothing is written behind the last output")
            }
        }
    }

    @Test(arguments: [(1, 1), (8, 5), (12, 9), (16, 33), (37, 20)], WeightPrecision.allCases)
    func lstm(size: (hidden: Int, inputs: Int), precision: WeightPrecision) {
        var generator = SeededGenerator(seed: 4)
        let (hidden, inputs) = size
        let columns = inputs + hidden
        let weight = random(4 * hidden * columns, &generator).map { $0 / 4 }
        let bias = random(4 * hidden, &generator)
        let matrix = Tensor(weight, shape: [4 * hidden, columns])
        let lstm = LSTM(
            inputWeight: matrix.prefixColumns(inputs), hiddenWeight: matrix.suffixColumns(hidden),
            inputBias: Tensor(bias, shape: [4 * hidden]), hiddenBias: Tensor(zeros: [4 * hidden]))
        // The sums over weights in bfloat16 are in single precision: some tens of terms below 1.
        let tolerance = precision == .float32 ? 1e-13 : 2e-6
        for variant in KernelFixture.variants {
            let layer = PackedLayer(lstm, precision: precision, variant: variant)
            let (lanes, tableColumns) = (5, 3)
            var generator = SeededGenerator(seed: 5)
            let vectors = (0..<tableColumns).map { _ in random(inputs, &generator) }.flatMap { $0 }
            // A table of the inputs' columns moved to the end, of sentences whose sums come from there.
            let moved = PackedLayer(
                lstm, columns: [inputs..<columns, 0..<inputs], precision: precision, variant: variant)
            let table = moved.table(from: hidden, of: vectors, count: tableColumns)
            for lane in 0..<lanes {
                let x = random(columns, &generator)
                let cell = random(hidden, &generator)
                let weights = random(tableColumns, &generator)
                func gate(_ row: Int) -> Double {
                    var sum = bias[row]
                    for c in 0..<columns {
                        let w = Double(Float(weight[row * columns + c]))
                        sum += (precision == .float32 ? w : rounded(w)) * Double(Float(x[c]))
                    }
                    return sum
                }
                let single = AlignedMemory<Float>([columns + 1])
                for c in 0..<columns { single.parts[0][c] = Float(x[c]) }
                let memory = AlignedMemory<Double>([columns, hidden, hidden])
                memory.parts[0].update(from: x, count: columns)
                memory.parts[1].update(from: cell, count: hidden)
                apply(
                    layer,
                    [
                        LayerLane(
                            input: memory.parts[0], single: single.parts[0], cell: memory.parts[1],
                            output: memory.parts[2])
                    ])
                for unit in 0..<hidden {
                    let (i, f) = (sigmoid(gate(unit)), sigmoid(gate(hidden + unit)))
                    let (g, o) = (tanh(gate(2 * hidden + unit)), sigmoid(gate(3 * hidden + unit)))
                    let c = f * cell[unit] + i * g
                    #expect(abs(memory.parts[1][unit] - c) < tolerance, "variant \(variant.rawValue), lane \(lane)")
                    #expect(abs(memory.parts[2][unit] - o * tanh(c)) < tolerance, "variant \(variant.rawValue)")
                }
                withExtendedLifetime(single) {}
                // The hidden part alone with a table for the inputs = all columns on the sum of the table's vectors.
                let (mixed, ofTable) = (
                    AlignedMemory<Double>([columns, hidden, hidden]), AlignedMemory<Double>([columns, hidden, hidden])
                )
                let halves = AlignedMemory<Float>([columns + 1])
                for h in 0..<hidden { (mixed.parts[0][h], ofTable.parts[0][h]) = (x[h], x[h]) }
                for c in 0..<inputs {
                    for t in 0..<tableColumns { mixed.parts[0][hidden + c] += weights[t] * vectors[t * inputs + c] }
                }
                for c in 0..<columns { halves.parts[0][c] = Float(mixed.parts[0][c]) }
                let tableLane = LayerLane(
                    input: ofTable.parts[0], single: halves.parts[0], cell: ofTable.parts[1], output: ofTable.parts[2])
                apply(
                    moved,
                    [
                        LayerLane(
                            input: mixed.parts[0], single: halves.parts[0], cell: mixed.parts[1], output: mixed.parts[2]
                        )
                    ])
                if precision == .float32 {
                    weights.withUnsafeBufferPointer { weights in
                        guard let weights = weights.baseAddress else { return }
                        apply(moved, [tableLane.adding(table, times: weights)], columns: hidden)
                    }
                    for unit in 0..<hidden {
                        #expect(abs(mixed.parts[2][unit] - ofTable.parts[2][unit]) < 1e-9)
                    }
                }
                withExtendedLifetime((halves, table)) {}
            }
        }
    }

    // Tables of several widths, whose weights are slight, so that single precision of a table does, or not. Slight ones
    // cost 2⁻⁷ · 2⁻²⁵ of a table's numbers, which are below 20 here.
    @Test(arguments: [1, 2, 4, 7]) func tables(lanes: Int) {
        var generator = SeededGenerator(seed: 7)
        let (outputs, columns, size, most) = (81, 40, 24, 19)
        let weight = random(outputs * (columns + size), &generator)
        let linear = Linear(weight: Tensor(weight, shape: [outputs, columns + size]))
        let inputs = random(lanes * columns, &generator)
        let vectors = (0..<lanes).map { _ in random(most * size, &generator) }
        let weights = (0..<lanes).map { _ in random(most, &generator).enumerated().map { $0 % 3 == 0 ? $1 : $1 / 129 } }
        for variant in KernelFixture.variants {
            let layer = PackedLayer(linear, variant: variant)
            let memory = AlignedMemory<Double>([lanes * columns, lanes * outputs, lanes * most])
            memory.parts[0].update(from: inputs, count: inputs.count)
            memory.parts[2].update(from: weights.flatMap { $0 }, count: lanes * most)
            let tables = (0..<lanes).map { lane in
                vectors[lane].withUnsafeBufferPointer { vectors in
                    vectors.baseAddress.map { layer.table(from: columns, of: $0, count: most - lane) }
                }
            }
            let views = (0..<lanes).compactMap { lane in
                tables[lane].map {
                    LayerLane(
                        input: memory.parts[0] + lane * columns, output: memory.parts[1] + lane * outputs
                    ).adding($0, times: memory.parts[2] + lane * most)
                }
            }
            withExtendedLifetime(tables) { apply(layer, views, columns: columns) }
            for lane in 0..<lanes {
                for output in 0..<outputs {
                    let row = output * (columns + size)
                    var expected = (0..<columns).reduce(0) { $0 + weight[row + $1] * inputs[lane * columns + $1] }
                    for column in 0..<most - lane {
                        expected +=
                            weights[lane][column]
                            * (0..<size).reduce(0) {
                                $0 + weight[row + columns + $1] * vectors[lane][column * size + $1]
                            }
                    }
                    let found = memory.parts[1][lane * outputs + output]
                    #expect(abs(found - expected) < 1e-8, "variant \(variant.rawValue), output \(output)")
                }
            }
        }
    }

    // A lane gets the same bits alone and among others, in one piece and in several.
    @Test(arguments: WeightPrecision.allCases) func lanesDoNotDependOnOneAnother(precision: WeightPrecision) {
        var generator = SeededGenerator(seed: 6)
        let (hidden, inputs, lanes) = (72, 40, 11)
        let columns = inputs + hidden
        let matrix = Tensor(random(4 * hidden * columns, &generator), shape: [4 * hidden, columns])
        let lstm = LSTM(
            inputWeight: matrix.prefixColumns(inputs), hiddenWeight: matrix.suffixColumns(hidden),
            inputBias: Tensor(zeros: [4 * hidden]), hiddenBias: Tensor(zeros: [4 * hidden]))
        for variant in KernelFixture.variants {
            let layer = PackedLayer(lstm, precision: precision, variant: variant)
            let memory = AlignedMemory<Double>([lanes * columns, lanes * hidden, lanes * hidden, hidden, hidden])
            let single = AlignedMemory<Float>([lanes * columns + 1])
            for (index, value) in random(lanes * columns, &generator).enumerated() {
                (memory.parts[0][index], single.parts[0][index]) = (value, Float(value))
            }
            let views = (0..<lanes).map {
                LayerLane(
                    input: memory.parts[0] + $0 * columns, single: single.parts[0] + $0 * columns,
                    cell: memory.parts[1] + $0 * hidden, output: memory.parts[2] + $0 * hidden)
            }
            apply(layer, views)
            for lane in 0..<lanes {
                memory.parts[3].update(repeating: 0, count: hidden)
                var alone = LayerLane(
                    input: memory.parts[0] + lane * columns, single: single.parts[0] + lane * columns,
                    cell: memory.parts[3], output: memory.parts[4])
                layer.apply(&alone, count: 1, shared: false)
                for unit in 0..<hidden {
                    #expect(memory.parts[4][unit] == memory.parts[2][lane * hidden + unit])
                }
            }
        }
    }
}
