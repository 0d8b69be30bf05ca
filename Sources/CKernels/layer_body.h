// One variant of ckernels_apply; layer.c includes this once for each. TILE is the most lanes, and PAIR the most blocks of
// one lane, whose sums lie in registers beside one another.
#include "double_math.h"

enum { NAME(VECTORS) = CKERNELS_BLOCK / LANES, NAME(SINGLES) = CKERNELS_BLOCK / LANES / 2 };
#define VECTORS NAME(VECTORS)
#define SINGLES NAME(SINGLES)
#define UNROLL _Pragma("clang loop unroll(full)")

INLINE doubles NAME(widen)(const float *x) { return __builtin_convertvector(*(const floats *)x, doubles); }

// Adds a column of a lane's table to sums.
INLINE void NAME(add_column)(const ckernels_lane *lane, size_t start, size_t c, doubles *sums) {
    const float *column = lane->table + start + c * CKERNELS_BLOCK, *rest = lane->table_rest + start + c * CKERNELS_BLOCK;
    double x = lane->table_input[c];
    UNROLL for (int v = 0; v < VECTORS; v++) sums[v] += NAME(widen)(column + v * LANES) * x;
    if (x > -CKERNELS_SLIGHT && x < CKERNELS_SLIGHT) return;
    UNROLL for (int v = 0; v < VECTORS; v++) sums[v] += NAME(widen)(rest + v * LANES) * x;
}

// Adds what a lane's table makes of its input. A few sums would wait for one another, so every other column has its own.
INLINE void NAME(add_table)(size_t block, const ckernels_lane *lane, doubles *sums) {
    enum { CHAINS = VECTORS < 8 ? 2 : 1 };
    doubles total[CHAINS * VECTORS];  // The compiler does not know that no table is in `sums`, so these are registers.
    UNROLL for (int i = 0; i < CHAINS * VECTORS; i++) total[i] = i < VECTORS ? sums[i] : (doubles){0};
    size_t start = block * lane->table_columns * CKERNELS_BLOCK, c = 0;
    for (; c + CHAINS <= lane->table_columns; c += CHAINS)
        UNROLL for (int chain = 0; chain < CHAINS; chain++) NAME(add_column)(lane, start, c + chain, total + chain * VECTORS);
    for (; c < lane->table_columns; c++) NAME(add_column)(lane, start, c, total);
    UNROLL for (int v = 0; v < VECTORS; v++) sums[v] = CHAINS > 1 ? total[v] + total[(CHAINS - 1) * VECTORS + v] : total[v];
}

INLINE void NAME(store)(doubles x, double *output, size_t count) {
    if (count >= LANES) {
        *(doubles *)output = x;
    } else {
        for (size_t i = 0; i < count; i++) output[i] = x[i];
    }
}

// Adds a lane's table to the sums of a block, and makes of them what comes out. Not inlined: its constants would take the
// registers of other sums.
static TARGET __attribute__((noinline)) void NAME(finish)(const ckernels_layer *layer, size_t block,
                                                          const ckernels_lane *lane, doubles *sums) {
    NAME(add_table)(block, lane, sums);
    size_t outputs = layer->is_lstm ? CKERNELS_UNITS : CKERNELS_BLOCK;
    size_t start = block * outputs, left = layer->outputs - start;
    if (!layer->is_lstm) {
        for (size_t v = 0; v < VECTORS && v * LANES < left; v++)
            NAME(store)(sums[v], lane->output + start + v * LANES, left - v * LANES);
        return;
    }
    enum { PART = VECTORS / 4 };
    for (size_t v = 0; v < PART && v * LANES < left; v++) {
        size_t count = left - v * LANES;
        double *cell = lane->cell + start + v * LANES;
        doubles c = {0};
        if (count >= LANES) {
            c = *(const doubles *)cell;
        } else {
            for (size_t i = 0; i < count; i++) c[i] = cell[i];
        }
        doubles i = NAME(sigmoid)(sums[v]), f = NAME(sigmoid)(sums[PART + v]);
        doubles g = NAME(tanh)(sums[2 * PART + v]), o = NAME(sigmoid)(sums[3 * PART + v]);
        c = f * c + i * g;
        NAME(store)(c, cell, count);
        NAME(store)(o * NAME(tanh)(c), lane->output + start + v * LANES, count);
    }
}

// Fetches one line after the other of what a lane's table holds for some blocks.
INLINE const float *NAME(fetch)(const float *line, const float *end) {
    if (line >= end) return line;
    __builtin_prefetch(line);
    return line + 16;
}

// Adds the products with weights in single precision, column by column. The sums are in registers only if nothing but
// constants chooses among them, so every loop over them is unrolled.
INLINE void NAME(add_products)(const int blocks, const int tile, const ckernels_layer *layer, size_t columns,
                               size_t first, const ckernels_lane *lanes, doubles *result) {
    doubles sums[blocks * tile * VECTORS];
    UNROLL for (int i = 0; i < blocks * tile * VECTORS; i++) sums[i] = result[i];
    size_t stride = layer->columns * CKERNELS_BLOCK, c = 0;
    const float *column = layer->weights + first * stride;
    for (int part = 0; part < tile; part++) {
        size_t size = lanes[part].table_columns * CKERNELS_BLOCK;
        const float *line = lanes[part].table + first * size, *table_end = line + blocks * size;
        for (size_t end = columns * (part + 1) / tile; c < end; c++, column += CKERNELS_BLOCK) {
            line = NAME(fetch)(line, table_end);
            if (tile > 1)
                UNROLL for (int r = 0; r < CKERNELS_BLOCK; r += 16) __builtin_prefetch(column + AHEAD * CKERNELS_BLOCK + r);
            UNROLL for (int b = 0; b < blocks; b++) {
                UNROLL for (int v = 0; v < VECTORS; v++) {
                    doubles w = NAME(widen)(column + b * stride + v * LANES);
                    UNROLL for (int t = 0; t < tile; t++) sums[(b * tile + t) * VECTORS + v] += w * lanes[t].input[c];
                }
            }
        }
    }
    UNROLL for (int i = 0; i < blocks * tile * VECTORS; i++) result[i] = sums[i];
}

// The same with weights in bfloat16, whose upper half of a float is all there is; even and odd columns apart.
INLINE void NAME(add_pairs)(const int blocks, const int tile, const ckernels_layer *layer, size_t columns, size_t first,
                            const ckernels_lane *lanes, doubles *result) {
    singles even[blocks * tile * SINGLES], odd[blocks * tile * SINGLES];
    UNROLL for (int i = 0; i < blocks * tile * SINGLES; i++) even[i] = odd[i] = (singles){0};
    size_t stride = (layer->columns + 1) / 2 * CKERNELS_BLOCK;
    const uint32_t *column = layer->pairs + first * stride;
    for (size_t c = 0; c < columns; c += 2, column += CKERNELS_BLOCK) {
        UNROLL for (int b = 0; b < blocks; b++) {
            UNROLL for (int v = 0; v < SINGLES; v++) {
                words w = *(const words *)(column + b * stride + v * 2 * LANES);
                singles low = (singles)(w << 16), high = (singles)(w & 0xffff0000u);
                UNROLL for (int t = 0; t < tile; t++) {
                    even[(b * tile + t) * SINGLES + v] += low * lanes[t].single_input[c];
                    odd[(b * tile + t) * SINGLES + v] += high * lanes[t].single_input[c + 1];
                }
            }
        }
    }
    float total[blocks * tile * CKERNELS_BLOCK];
    UNROLL for (int i = 0; i < blocks * tile * SINGLES; i++) *(singles *)(total + i * 2 * LANES) = even[i] + odd[i];
    for (int i = 0; i < blocks * tile * VECTORS; i++) result[i] += NAME(widen)(total + i * LANES);
}

// `blocks` neighbouring blocks for `tile` lanes, both known when this is compiled.
INLINE void NAME(blocks)(const int blocks, const int tile, const ckernels_layer *layer, size_t columns, size_t first,
                         const ckernels_lane *lanes) {
    doubles sums[blocks * tile * VECTORS];
    for (int b = 0; b < blocks; b++) {
        const float *bias = layer->bias + (first + b) * CKERNELS_BLOCK;
        for (int i = 0; i < tile * VECTORS; i++) sums[b * tile * VECTORS + i] = NAME(widen)(bias + i % VECTORS * LANES);
    }
    if (layer->pairs) {
        NAME(add_pairs)(blocks, tile, layer, columns, first, lanes, sums);
    } else {
        NAME(add_products)(blocks, tile, layer, columns, first, lanes, sums);
    }
    for (int b = 0; b < blocks; b++)
        for (int t = 0; t < tile; t++) NAME(finish)(layer, first + b, lanes + t, sums + (b * tile + t) * VECTORS);
}

static TARGET void NAME(apply)(const ckernels_layer *layer, size_t columns, size_t first, size_t blocks,
                               const ckernels_lane *lanes, size_t count) {
    size_t end = first + blocks, block = first;
#if PAIR > 1
    for (; count == 1 && block + PAIR <= end; block += PAIR) NAME(blocks)(PAIR, 1, layer, columns, block, lanes);
#endif
    for (; block < end; block++) {
        size_t lane = 0;
#if TILE > 1
        for (; lane + TILE <= count; lane += TILE) NAME(blocks)(1, TILE, layer, columns, block, lanes + lane);
#endif
#if TILE > 2
        for (; lane + 2 <= count; lane += 2) NAME(blocks)(1, 2, layer, columns, block, lanes + lane);
#endif
        for (; lane < count; lane++) NAME(blocks)(1, 1, layer, columns, block, lanes + lane);
    }
}

#undef VECTORS
#undef UNROLL
#undef SINGLES
#include "double_math_end.h"
