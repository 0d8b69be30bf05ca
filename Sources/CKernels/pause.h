#ifndef CKERNELS_PAUSE_H
#define CKERNELS_PAUSE_H

/// Tells the processor that this thread waits for another one.
static inline void pause_briefly(void) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

#endif
