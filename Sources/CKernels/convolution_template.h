// The convolution's kernels for one set of instructions: included by convolution.c once for each, with
//
//     NAME(x)   a name of its own for this set
//     TARGET    the attribute that lets the compiler use it
//     LANES     floats in a vector
//     ROWS      rows in the block of a product that stays in registers
//     VECTORS   vectors in a row of that block
//
// Vectors are the compiler's own (`ext_vector_type`), so there is one text for all of them.

typedef float NAME(vector) __attribute__((ext_vector_type(LANES), aligned(4)));
typedef uint32_t NAME(words) __attribute__((ext_vector_type(LANES), aligned(4)));
typedef uint16_t NAME(halves) __attribute__((ext_vector_type(LANES), aligned(2)));
#define VECTOR NAME(vector)

TARGET static inline VECTOR NAME(load)(const float *x) { return *(const VECTOR *)x; }

TARGET static inline void NAME(store)(float *x, VECTOR value) { *(VECTOR *)x = value; }

TARGET static void NAME(product)(const float *x, size_t rows, size_t stride, size_t groups, const float *w, float *y) {
    for (size_t row = 0; row < rows; row += ROWS) {
        for (size_t first = 0; first < CKERNELS_PANEL; first += VECTORS * LANES) {
            VECTOR sum[ROWS][VECTORS];
            UNROLL for (int r = 0; r < ROWS; r++) UNROLL for (int v = 0; v < VECTORS; v++) sum[r][v] = (VECTOR){0};
            // The groups of a row lie one behind the other, as the rows do.
            const float *values = x + row * stride;
            const float *weights = w + first;
            for (size_t i = 0; i < groups * stride; i++) {
                VECTOR weight[VECTORS];
                UNROLL for (int v = 0; v < VECTORS; v++)
                    weight[v] = NAME(load)(weights + i * CKERNELS_PANEL + v * LANES);
                UNROLL for (int r = 0; r < ROWS; r++) {
                    float value = values[r * stride + i];
                    UNROLL for (int v = 0; v < VECTORS; v++) sum[r][v] += weight[v] * value;
                }
            }
            float *target = y + row * CKERNELS_PANEL + first;
            UNROLL for (int r = 0; r < ROWS; r++) UNROLL for (int v = 0; v < VECTORS; v++)
                NAME(store)(target + r * CKERNELS_PANEL + v * LANES, sum[r][v]);
        }
    }
}

/// Stores the upper half of each float, rounded to the nearest, of two the even one. What is no number stays none.
TARGET static inline void NAME(store_bfloat16)(uint16_t *x, VECTOR value) {
    NAME(words) bits = (NAME(words))value, not_a_number = (NAME(words))(value != value);
    NAME(words) rounded = (bits + 0x7fff + ((bits >> 16) & 1)) >> 16;
    *(NAME(halves) *)x = __builtin_convertvector(rounded | not_a_number >> 16, NAME(halves));
}

#if LANES < 16  // Beyond that there are dot products, or this one of 8 lanes.
/// Two inputs at a time, each a half of a word.
TARGET static void NAME(product_bfloat16)(const uint32_t *x, size_t rows, size_t stride, size_t groups,
                                          const uint32_t *w, float *y) {
    for (size_t row = 0; row < rows; row += ROWS) {
        for (size_t first = 0; first < CKERNELS_PANEL; first += LANES) {
            VECTOR sum[ROWS];
            UNROLL for (int r = 0; r < ROWS; r++) sum[r] = (VECTOR){0};
            const uint32_t *values = x + row * stride;
            for (size_t i = 0; i < groups * stride; i++) {
                NAME(words) weights = *(const NAME(words) *)(w + i * CKERNELS_PANEL + first);
                VECTOR even = (VECTOR)(weights << 16), odd = (VECTOR)(weights & 0xffff0000);
                UNROLL for (int r = 0; r < ROWS; r++) {
                    uint32_t pair = values[r * stride + i];
                    sum[r] += even * float_of(pair << 16);
                    sum[r] += odd * float_of(pair & 0xffff0000);
                }
            }
            UNROLL for (int r = 0; r < ROWS; r++)
                NAME(store)(y + (row + r) * CKERNELS_PANEL + first, sum[r]);
        }
    }
}
#endif

ALWAYS_INLINE TARGET static void NAME(put)(void *y, size_t at, int is_bfloat16, VECTOR value) {
    if (is_bfloat16) {
        NAME(store_bfloat16)((uint16_t *)y + at, value);
    } else {
        NAME(store)((float *)y + at, value);
    }
}

/// The values of one tile, `LANES` channels of it, at all points.
ALWAYS_INLINE TARGET static void NAME(evaluate)(const ckernels_toom_cook *plan, const float *const *rows, size_t step,
                                                size_t channel, float slope, void *y, size_t at,
                                                size_t point_stride, int is_bfloat16, const int points) {
    const int pairs = points / 2;
    VECTOR x[points];
    UNROLL for (int i = 0; i < points; i++) {
        VECTOR value = NAME(load)(rows[i * step] + channel), scaled = value * slope;
        x[i] = value > scaled ? value : scaled;
    }
    UNROLL for (int pair = 0; pair < pairs; pair++) {
        VECTOR even = x[0] * plan->inner[pair * pairs], odd = x[1] * plan->inner[pair * pairs];
        UNROLL for (int k = 1; k < pairs; k++) {
            even += x[2 * k] * plan->inner[pair * pairs + k];
            odd += x[2 * k + 1] * plan->inner[pair * pairs + k];
        }
        NAME(put)(y, at + 2 * pair * point_stride, is_bfloat16, odd + even * plan->roots[pair]);
        NAME(put)(y, at + (2 * pair + 1) * point_stride, is_bfloat16, odd - even * plan->roots[pair]);
    }
    VECTOR last = x[0] * plan->outer[0];
    UNROLL for (int k = 1; k <= pairs; k++) last += x[2 * k] * plan->outer[k];
    NAME(put)(y, at + 2 * pairs * point_stride, is_bfloat16, last);
}

TARGET static void NAME(input)(const ckernels_toom_cook *plan, const float *const *rows, size_t step, size_t tiles,
                               size_t channels, float slope, void *y, size_t stride, size_t point_stride,
                               int is_bfloat16) {
    for (size_t tile = 0; tile < tiles; tile++) {
        const float *const *first = rows + tile * plan->outputs * step;
        for (size_t c = 0; c < channels; c += LANES) {
            size_t at = tile * stride + c;
            switch (plan->points) {
            case 1: NAME(evaluate)(plan, first, step, c, slope, y, at, point_stride, is_bfloat16, 1); break;
            case 3: NAME(evaluate)(plan, first, step, c, slope, y, at, point_stride, is_bfloat16, 3); break;
            case 5: NAME(evaluate)(plan, first, step, c, slope, y, at, point_stride, is_bfloat16, 5); break;
            case 7: NAME(evaluate)(plan, first, step, c, slope, y, at, point_stride, is_bfloat16, 7); break;
            case 9: NAME(evaluate)(plan, first, step, c, slope, y, at, point_stride, is_bfloat16, 9); break;
            default: NAME(evaluate)(plan, first, step, c, slope, y, at, point_stride, is_bfloat16, 11); break;
            }
        }
    }
}

/// All frames of one tile, `LANES` channels of them, from the products at all points.
ALWAYS_INLINE TARGET static void NAME(interpolate)(const ckernels_toom_cook *plan, const float *products,
                                                   size_t point_stride, VECTOR bias, const ckernels_rows *to,
                                                   size_t first, size_t channel, const int points) {
    const int pairs = points / 2;
    VECTOR even[MOST_PAIRS], odd[MOST_PAIRS];
    UNROLL for (int pair = 0; pair < pairs; pair++) {
        VECTOR plus = NAME(load)(products + 2 * pair * point_stride);
        VECTOR minus = NAME(load)(products + (2 * pair + 1) * point_stride);
        even[pair] = plus + minus;
        odd[pair] = plus - minus;
    }
    for (size_t i = 0; i < plan->outputs; i++) {
        size_t row = first + i * to->step;
        if (to->rows[row] == NULL) continue;
        VECTOR value = bias;
        const float *powers = plan->powers + i * pairs;
        if (i % 2 == 0) {
            UNROLL for (int pair = 0; pair < pairs; pair++) value += even[pair] * powers[pair];
        } else {
            UNROLL for (int pair = 0; pair < pairs; pair++) value += odd[pair] * powers[pair];
        }
        if (i + 1 == plan->outputs) value += NAME(load)(products + 2 * pairs * point_stride);
        float *target = to->rows[row] + channel;
        if (to->residuals) value += NAME(load)(to->residuals[row] + channel);
        if (to->accumulating) value += NAME(load)(target);
        NAME(store)(target, value);
    }
}

TARGET static void NAME(output)(const ckernels_toom_cook *plan, const float *products, size_t point_stride,
                                size_t tiles, const float *bias, const ckernels_rows *to, size_t first_channel,
                                size_t channels) {
    for (size_t tile = 0; tile < tiles; tile++) {
        size_t first = tile * plan->outputs * to->step;
        // Rows lie too far apart for the processor to guess the next ones.
        for (size_t i = 0; i < plan->outputs && tile + AHEAD < tiles; i++) {
            size_t row = first + (AHEAD * plan->outputs + i) * to->step;
            if (to->rows[row] == NULL) continue;
            const float *next = to->residuals ? to->residuals[row] : to->rows[row];
            UNROLL for (int c = 0; c < CKERNELS_PANEL; c += 16) __builtin_prefetch(next + first_channel + c);
        }
        for (size_t c = 0; c < channels; c += LANES) {
            const float *source = products + tile * CKERNELS_PANEL + c;
            VECTOR b = NAME(load)(bias + c);
            size_t channel = first_channel + c;
            switch (plan->points) {
            case 1: NAME(interpolate)(plan, source, point_stride, b, to, first, channel, 1); break;
            case 3: NAME(interpolate)(plan, source, point_stride, b, to, first, channel, 3); break;
            case 5: NAME(interpolate)(plan, source, point_stride, b, to, first, channel, 5); break;
            case 7: NAME(interpolate)(plan, source, point_stride, b, to, first, channel, 7); break;
            case 9: NAME(interpolate)(plan, source, point_stride, b, to, first, channel, 9); break;
            default: NAME(interpolate)(plan, source, point_stride, b, to, first, channel, 11); break;
            }
        }
    }
}

TARGET static void NAME(narrow)(const float *const *rows, size_t frames, size_t step, size_t taps, size_t channels,
                                float slope, const float *w, float bias, float *y, size_t y_stride) {
    for (size_t frame = 0; frame < frames; frame++) {
        VECTOR sum = {0};
        for (size_t tap = 0; tap < taps; tap++) {
            const float *x = rows[frame + tap * step];
            for (size_t c = 0; c < channels; c += LANES) {
                VECTOR value = NAME(load)(x + c), scaled = value * slope;
                sum += (value > scaled ? value : scaled) * NAME(load)(w + tap * channels + c);
            }
        }
        float total = bias;
        UNROLL for (int lane = 0; lane < LANES; lane++) total += sum[lane];
        y[frame * y_stride] = total;
    }
}

#undef VECTOR
#undef NAME
#undef TARGET
#undef LANES
#undef ROWS
#undef VECTORS
