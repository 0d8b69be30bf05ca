// The kernels of an LSTM for one set of instructions. Included once for each, after defining
//
//     NAME(x)     x with the variant's name before it
//     TARGET      the attribute that allows the instructions
//     WIDTH       the floats in a vector
//     VECTORS     the vectors of outputs that, with CKERNELS_LANES inputs each, fill the registers

#include "float_math.h"

/// One block of at most VECTORS · WIDTH rows, times `lanes` vectors.
TARGET INLINE void NAME(block)(const float *packed, size_t columns, const float *x, size_t x_stride, const size_t lanes,
                               float *y, size_t y_stride, size_t rows) {
    // Lane by lane: to clear the whole array would be a call.
    NAME(vector) sums[CKERNELS_LANES][VECTORS];
    UNROLL for (size_t lane = 0; lane < lanes; lane++)
        UNROLL for (size_t v = 0; v < VECTORS; v++) sums[lane][v] = (NAME(vector)){0};
    for (size_t column = 0; column < columns; column++) {
        UNROLL for (size_t v = 0; v < VECTORS; v++) {
            NAME(vector) weights = *(const NAME(vector) *)(packed + (column * VECTORS + v) * WIDTH);
            UNROLL for (size_t lane = 0; lane < lanes; lane++) sums[lane][v] += weights * x[lane * x_stride + column];
        }
    }
    UNROLL for (size_t lane = 0; lane < lanes; lane++) {
        float *target = y + lane * y_stride;
        if (rows == VECTORS * WIDTH) {
            UNROLL for (size_t v = 0; v < VECTORS; v++) *(NAME(vector) *)(target + v * WIDTH) += sums[lane][v];
        } else {
            for (size_t row = 0; row < rows; row++) target[row] += sums[lane][row / WIDTH][row % WIDTH];
        }
    }
}

TARGET static void NAME(multiply)(const float *packed, size_t rows, size_t columns, const float *x, size_t x_stride,
                                  size_t lanes, float *y, size_t y_stride) {
    for (size_t row = 0; row < rows; row += VECTORS * WIDTH) {
        size_t count = rows - row < VECTORS * WIDTH ? rows - row : VECTORS * WIDTH;
        const float *block = packed + row * columns;
        size_t lane = 0;
        for (; lane + CKERNELS_LANES <= lanes; lane += CKERNELS_LANES) {
            NAME(block)(block, columns, x + lane * x_stride, x_stride, CKERNELS_LANES, y + row + lane * y_stride,
                        y_stride, count);
        }
        const float *rest = x + lane * x_stride;
        float *target = y + row + lane * y_stride;
        switch (lanes - lane) {
        case 1: NAME(block)(block, columns, rest, x_stride, 1, target, y_stride, count); break;
        case 2: NAME(block)(block, columns, rest, x_stride, 2, target, y_stride, count); break;
        case 3: NAME(block)(block, columns, rest, x_stride, 3, target, y_stride, count); break;
        case 4: NAME(block)(block, columns, rest, x_stride, 4, target, y_stride, count); break;
        default: break;
        }
    }
}

/// WIDTH hidden units.
TARGET INLINE void NAME(units)(const float *gates, size_t hidden, float *cell, float *output) {
    NAME(vector) i = *(const NAME(vector) *)gates, f = *(const NAME(vector) *)(gates + hidden);
    NAME(vector) g = *(const NAME(vector) *)(gates + 2 * hidden), o = *(const NAME(vector) *)(gates + 3 * hidden);
    NAME(sigmoid)(&i);
    NAME(sigmoid)(&f);
    NAME(tanh)(&g);
    NAME(sigmoid)(&o);
    NAME(vector) c = f * *(NAME(vector) *)cell + i * g;
    *(NAME(vector) *)cell = c;
    NAME(tanh)(&c);
    *(NAME(vector) *)output = o * c;
}

TARGET static void NAME(update)(const float *gates, size_t hidden, float *cell, float *output) {
    size_t unit = 0;
    for (; unit + WIDTH <= hidden; unit += WIDTH) NAME(units)(gates + unit, hidden, cell + unit, output + unit);
    if (unit == hidden) return;
    // The last few go the same way, in memory for a whole vector: gates, cell, output.
    float rest[6 * WIDTH] = {0};
    for (size_t i = unit; i < hidden; i++) {
        for (size_t gate = 0; gate < 4; gate++) rest[gate * WIDTH + i - unit] = gates[gate * hidden + i];
        rest[4 * WIDTH + i - unit] = cell[i];
    }
    NAME(units)(rest, WIDTH, rest + 4 * WIDTH, rest + 5 * WIDTH);
    for (size_t i = unit; i < hidden; i++) {
        cell[i] = rest[4 * WIDTH + i - unit];
        output[i] = rest[5 * WIDTH + i - unit];
    }
}

#undef NAME
#undef TARGET
#undef WIDTH
#undef VECTORS
