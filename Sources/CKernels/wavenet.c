#include "CKernels.h"
#include "dispatch.h"
#include "pause.h"

#include <math.h>
#include <sched.h>
#include <string.h>

// How often one that waits looks before it gives up its core.
enum { LOOKS = 2000 };

#define INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("clang loop unroll(full)")

#define NAME(x) plain_##x
#define TARGET
#define WIDTH 4
#include "wavenet_variant.h"

#if defined(__x86_64__)
#define NAME(x) avx2_##x
#define TARGET __attribute__((target("avx2,fma")))
#define WIDTH 8
#include "wavenet_variant.h"

#define NAME(x) avx512_##x
#define TARGET __attribute__((target("avx512f")))
#define WIDTH 16
#include "wavenet_variant.h"
#endif

void ckernels_mix(ckernels_variant variant, const float *start, const float *const rows[3], const float *weights,
                  float *y, size_t count) {
    CALL(variant, mix, start, rows, weights, y, count);
}

// What is not a number stays, here and below, so that whoever hears it can say so.
static float rectified(float x) { return x < 0 ? 0 : x; }

// The place of a logit that u, uniform between 0 and 1, picks: as often as the softmax says. `count` if there is none,
// since some are no numbers.
static size_t pick(const float *logits, size_t count, float temperature, float u) {
    float greatest = logits[0], total = 0;
    for (size_t i = 1; i < count; i++) greatest = fmaxf(greatest, logits[i]);
    for (size_t i = 0; i < count; i++) total += expf((logits[i] - greatest) / temperature);
    if (!(total > 0)) return count;
    float left = u * total;
    for (size_t i = 0; i + 1 < count; i++) {
        left -= expf((logits[i] - greatest) / temperature);
        if (left < 0) return i;
    }
    return count - 1;
}

// The next sample under what the network says, from two uniform numbers.
static float draw(const ckernels_dilated_stack *stack, const float *parameters, const float *u) {
    float mean, log_scale, deviate;
    if (stack->distribution == CKERNELS_CATEGORIES) {
        size_t category = pick(parameters, stack->outputs, stack->temperature, u[0]);
        return category < stack->outputs ? (float)category : NAN;
    } else if (stack->distribution == CKERNELS_GAUSSIAN) {
        mean = parameters[0], log_scale = parameters[1];
        // Box and Muller.
        deviate = sqrtf(-2 * logf(u[0])) * cosf(6.28318531f * u[1]);
    } else {
        size_t count = stack->outputs / 3, i = pick(parameters, count, 1, u[0]);
        if (i == count) return NAN;
        mean = parameters[count + i], log_scale = parameters[2 * count + i];
        deviate = logf(u[1]) - logf(1 - u[1]);
    }
    float least = stack->least_log_scale;
    float x = mean + stack->temperature * expf(log_scale < least ? least : log_scale) * deviate;
    return x > 1 ? 1 : x < -1 ? -1 : x;
}

static void begin_sample(const ckernels_dilated_stack *stack, ckernels_dilated_lane *lane, size_t sample) {
    float input = lane->forced ? lane->forced[sample] : lane->input;
    if (stack->distribution == CKERNELS_CATEGORIES) {
        int is_category = input >= 0 && input < (float)stack->outputs;
        const float *column = stack->input + (is_category ? (size_t)input : 0) * stack->channels;
        for (size_t i = 0; i < stack->channels; i++)
            lane->x[i] = is_category ? stack->input_bias[i] + column[i] : NAN;
    } else {
        for (size_t i = 0; i < stack->channels; i++) lane->x[i] = stack->input_bias[i] + stack->input[i] * input;
    }
}

static void end_sample(const ckernels_dilated_stack *stack, ckernels_dilated_lane *lane, size_t sample) {
    float *sums = lane->sums, *next = lane->sums2;
    const float scale = sqrtf(1.0f / (float)stack->layers);
    for (size_t i = 0; i < stack->skips; i++) sums[i] = stack->skip_bias[i];
    for (size_t layer = 0; layer < stack->layers; layer++)
        for (size_t i = 0; i < stack->skips; i++) sums[i] += lane->skip[layer * stack->skips + i];
    for (size_t i = 0; i < stack->skips; i++) sums[i] = rectified(sums[i] * scale);
    ckernels_multiply_panels(stack->variant, &stack->head, stack->head_bias, sums, next);
    for (size_t i = 0; i < stack->skips; i++) next[i] = rectified(next[i]);
    ckernels_multiply_panels(stack->variant, &stack->last, stack->last_bias, next, sums);
    if (lane->parameters) memcpy(lane->parameters + sample * stack->outputs, sums, stack->outputs * sizeof(float));
    lane->input = lane->signal[sample] = draw(stack, sums, lane->noise + 2 * sample);
    lane->time++;
}

// Some samples of some signals, and what the threads tell each other about them.
typedef struct {
    const ckernels_dilated_stack *stack;
    ckernels_dilated_lane *lanes;
    size_t count, samples;
    size_t leaders;
    // How many rests there are for all samples together, layer after layer: made ready, taken and done.
    _Alignas(64) size_t ready;
    _Alignas(64) size_t taken;
    _Alignas(64) size_t done;
    _Alignas(64) int is_over;
} dilated_work;

// Where a layer keeps what earlier inputs add at some time.
static float *pending(const ckernels_dilated_stack *stack, const ckernels_dilated_layer *layer,
                      const ckernels_dilated_lane *lane, size_t time) {
    size_t length = (stack->taps - 1) * layer->dilation;
    return lane->pending + (layer->ring + time % length) * 2 * stack->units;
}

// The gates of a layer, from which all else follows.
static void open_gates(const ckernels_dilated_stack *stack, ckernels_dilated_lane *lane, size_t sample, size_t index) {
    const ckernels_dilated_layer *layer = stack->layer + index;
    const size_t width = 2 * stack->units;
    const float *condition = lane->condition + (sample * stack->layers + index) * width;
    float *sums = lane->sums;
    if (stack->taps > 1) {
        const float *earlier = pending(stack, layer, lane, lane->time);
        for (size_t i = 0; i < width; i++) sums[i] = condition[i] + earlier[i];
    } else {
        memcpy(sums, condition, width * sizeof(float));
    }
    ckernels_multiply_panels(stack->variant, layer->taps, sums, lane->x + index * stack->channels, sums);
    CALL(stack->variant, gate, sums, stack->units, lane->z + index * stack->units);
}

static void go_on(const ckernels_dilated_stack *stack, ckernels_dilated_lane *lane, size_t index) {
    const ckernels_dilated_layer *layer = stack->layer + index;
    const float *x = lane->x + index * stack->channels;
    ckernels_multiply_panels(stack->variant, &layer->out, layer->out_bias, lane->z + index * stack->units, lane->sums);
    CALL(stack->variant, residual, x, lane->sums, stack->channels, lane->x + (index + 1) * stack->channels);
}

// What a layer leaves for later: its part of the skip sum, and what its input will add to later samples.
static void do_rest(const dilated_work *work, size_t index) {
    const ckernels_dilated_stack *stack = work->stack;
    const ckernels_dilated_layer *layer = stack->layer + index;
    for (size_t l = 0; l < work->count; l++) {
        const ckernels_dilated_lane *lane = work->lanes + l;
        ckernels_multiply_panels(stack->variant, &layer->skip, stack->zeros, lane->z + index * stack->units,
                                 lane->skip + index * stack->skips);
        // The tap that reaches furthest is the first that a later sample gets something from.
        for (size_t tap = stack->taps - 1; tap > 0; tap--) {
            float *slot = pending(stack, layer, lane, lane->time + tap * layer->dilation);
            ckernels_multiply_panels(stack->variant, layer->taps + tap, tap == stack->taps - 1 ? stack->zeros : slot,
                                     lane->x + index * stack->channels, slot);
        }
    }
}

// Takes one of the rests that are ready and not taken.
static int take_rest(dilated_work *work) {
    size_t next = __atomic_load_n(&work->taken, __ATOMIC_RELAXED);
    do {
        if (next >= __atomic_load_n(&work->ready, __ATOMIC_ACQUIRE)) return 0;
    } while (!__atomic_compare_exchange_n(&work->taken, &next, next + 1, 1, __ATOMIC_RELAXED, __ATOMIC_RELAXED));
    do_rest(work, next % work->stack->layers);
    __atomic_fetch_add(&work->done, 1, __ATOMIC_RELEASE);
    return 1;
}

static void lead(dilated_work *work) {
    const ckernels_dilated_stack *stack = work->stack;
    size_t ready = 0;
    for (size_t sample = 0; sample < work->samples; sample++) {
        for (size_t l = 0; l < work->count; l++) begin_sample(stack, work->lanes + l, sample);
        for (size_t index = 0; index < stack->layers; index++) {
            for (size_t l = 0; l < work->count; l++) open_gates(stack, work->lanes + l, sample, index);
            __atomic_store_n(&work->ready, ++ready, __ATOMIC_RELEASE);
            if (index + 1 == stack->layers) break;  // nobody hears what the last layer adds to its input
            for (size_t l = 0; l < work->count; l++) go_on(stack, work->lanes + l, index);
        }
        while (take_rest(work)) {
        }
        for (int looks = 0; __atomic_load_n(&work->done, __ATOMIC_ACQUIRE) < ready; looks++) {
            if (looks < LOOKS) {
                pause_briefly();
            } else {
                sched_yield();
            }
        }
        for (size_t l = 0; l < work->count; l++) end_sample(stack, work->lanes + l, sample);
    }
    __atomic_store_n(&work->is_over, 1, __ATOMIC_RELEASE);
}

static void assist(dilated_work *work) {
    for (int looks = 0; !__atomic_load_n(&work->is_over, __ATOMIC_ACQUIRE); looks++) {
        if (take_rest(work)) {
            looks = 0;
        } else if (looks < LOOKS) {
            pause_briefly();
        } else {
            sched_yield();
        }
    }
}

// The first thread that comes leads; the others, or the same one once it has done all, assist.
static void take_part(const void *context, size_t piece) {
    (void)piece;
    dilated_work *work = (dilated_work *)context;
    if (ckernels_take(&work->leaders) == 0) {
        lead(work);
    } else {
        assist(work);
    }
}

void ckernels_dilated_run(ckernels_crew *crew, const ckernels_dilated_stack *stack, ckernels_dilated_lane *lanes,
                          size_t count, size_t samples, size_t helpers) {
    dilated_work work = {.stack = stack, .lanes = lanes, .count = count, .samples = samples};
    ckernels_crew_run(crew, take_part, &work, 1 + helpers);
}
