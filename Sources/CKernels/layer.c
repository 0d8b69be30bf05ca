#include "CKernels.h"
#include "dispatch.h"

#include <string.h>

// How many columns ahead weights are fetched for several lanes, whose products keep a core so long that it does not look
// that far by itself.
enum { AHEAD = 16 };

// TILE and PAIR are what leaves no register of the variant unused, and none in memory.
#define NAME(x) plain_##x
#define TARGET
#define LANES 2
#define TILE 1
#define PAIR 1
#include "layer_body.h"

#if defined(__x86_64__)
#define NAME(x) avx2_##x
#define TARGET __attribute__((target("avx2,fma")))
#define LANES 4
#define TILE 1
#define PAIR 1
#include "layer_body.h"

#define NAME(x) avx512_##x
#define TARGET __attribute__((target("avx512f")))
#define LANES 8
#define TILE 4
#define PAIR 2
#include "layer_body.h"
#endif

void ckernels_apply(ckernels_variant variant, const ckernels_layer *layer, size_t columns, size_t first, size_t blocks,
                    const ckernels_lane *lanes, size_t count) {
    CALL(variant, apply, layer, columns, first, blocks, lanes, count);
}

void ckernels_layer_piece(const void *context, size_t piece) {
    const ckernels_layer_work *work = context;
    size_t span = work->layer.is_lstm ? CKERNELS_UNITS : CKERNELS_BLOCK;
    size_t total = (work->layer.outputs + span - 1) / span;
    size_t first = piece * work->blocks_per_piece, left = total - first;
    size_t blocks = left < work->blocks_per_piece ? left : work->blocks_per_piece;
    ckernels_apply(work->variant, &work->layer, work->columns, first, blocks, work->lanes, work->count);
}

void ckernels_pack(const float *source, size_t row_stride, size_t column_stride, size_t source_columns, size_t outputs,
                   int is_lstm, float *packed, size_t columns, size_t first) {
    size_t span = is_lstm ? CKERNELS_UNITS : CKERNELS_BLOCK;
    for (size_t block = 0; block * span < outputs; block++) {
        for (size_t r = 0; r < CKERNELS_BLOCK; r++) {
            size_t output = block * span + r % span;
            const float *row = source + (r / span * outputs + output) * row_stride;
            float *column = packed + (block * columns + first) * CKERNELS_BLOCK + r;
            for (size_t c = 0; c < source_columns; c++)
                column[c * CKERNELS_BLOCK] = output < outputs ? row[c * column_stride] : 0;
        }
    }
}

void ckernels_pack_pairs(const float *packed, size_t blocks, size_t columns, uint32_t *pairs) {
    for (size_t block = 0; block < blocks; block++, packed += columns * CKERNELS_BLOCK) {
        for (size_t c = 0; c < columns; c += 2, pairs += CKERNELS_BLOCK) {
            for (size_t r = 0; r < CKERNELS_BLOCK; r++) {
                uint32_t odd = c + 1 < columns ? ckernels_bfloat16(packed[(c + 1) * CKERNELS_BLOCK + r]) : 0;
                pairs[r] = odd << 16 | ckernels_bfloat16(packed[c * CKERNELS_BLOCK + r]);
            }
        }
    }
}

void ckernels_pack_table(const double *products, size_t blocks, size_t table_columns, float *table, float *rest) {
    for (size_t block = 0; block < blocks; block++) {
        for (size_t c = 0; c < table_columns; c++) {
            const double *product = products + (c * blocks + block) * CKERNELS_BLOCK;
            for (size_t r = 0; r < CKERNELS_BLOCK; r++) {
                *table = (float)product[r];
                *rest++ = (float)(product[r] - *table++);
            }
        }
    }
}
