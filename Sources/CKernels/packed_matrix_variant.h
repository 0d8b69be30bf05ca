// The kernels of a packed matrix for one set of instructions. Included once for each, after defining
//
//     NAME(x)     x with the variant's name before it
//     TARGET      the attribute that allows the instructions
//     WIDTH       the floats in a vector
//     VECTORS     the vectors of outputs that, with CKERNELS_LANES inputs each, fill the registers

typedef float NAME(vector) __attribute__((vector_size(4 * WIDTH), aligned(4)));

/// The rows that one block holds.
enum { NAME(rows) = VECTORS * WIDTH };
_Static_assert(CKERNELS_PART_ROWS % NAME(rows) == 0, "a part of a matrix begins with a block");

static size_t NAME(block_rows)(void) { return NAME(rows); }

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
        if (rows == NAME(rows)) {
            UNROLL for (size_t v = 0; v < VECTORS; v++) *(NAME(vector) *)(target + v * WIDTH) += sums[lane][v];
        } else {
            for (size_t row = 0; row < rows; row++) target[row] += sums[lane][row / WIDTH][row % WIDTH];
        }
    }
}

TARGET static void NAME(multiply)(const float *packed, size_t rows, size_t columns, const float *x, size_t x_stride,
                                  size_t lanes, float *y, size_t y_stride) {
    for (size_t row = 0; row < rows; row += NAME(rows)) {
        size_t count = rows - row < NAME(rows) ? rows - row : NAME(rows);
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

#undef NAME
#undef TARGET
#undef WIDTH
#undef VECTORS
