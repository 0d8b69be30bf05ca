#include "CKernels.h"
#include "pause.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>

// How often a member looks for work before it sleeps, and a caller for the last piece before it gives up its core.
enum { LOOKS = 4000, CALLER_LOOKS = 2000 };

struct ckernels_crew {
    // The number of the job in the upper 48 bits and how many of its pieces nobody has taken in the lower 16. Whoever
    // lowers it by one has that piece. While pieces are left, job and context are those of this number.
    _Alignas(64) atomic_uint_least64_t tickets;
    _Alignas(64) atomic_size_t done;
    _Alignas(64) _Atomic(ckernels_job) job;
    _Atomic(const void *) context;
    atomic_flag taken;
    atomic_size_t members;
    _Alignas(64) atomic_int sleepers;
    pthread_mutex_t mutex;
    pthread_cond_t work;
};

// The member that this thread is; zero if it is none.
static _Thread_local size_t number = 0;

static int is_waiting(uint64_t tickets) { return (tickets & 0xffff) == 0; }

// Takes pieces as long as there are any.
static void take_pieces(ckernels_crew *crew) {
    uint64_t tickets = atomic_load(&crew->tickets);
    while (!is_waiting(tickets)) {
        ckernels_job job = atomic_load_explicit(&crew->job, memory_order_relaxed);
        const void *context = atomic_load_explicit(&crew->context, memory_order_relaxed);
        // If this succeeds nobody has changed the number since it was read, so job and context belong to it.
        if (!atomic_compare_exchange_weak(&crew->tickets, &tickets, tickets - 1)) continue;
        job(context, (size_t)((tickets & 0xffff) - 1));
        atomic_fetch_add_explicit(&crew->done, 1, memory_order_release);
        tickets = atomic_load(&crew->tickets);
    }
}

static void sleep_until_work(ckernels_crew *crew) {
    pthread_mutex_lock(&crew->mutex);
    atomic_fetch_add(&crew->sleepers, 1);
    while (is_waiting(atomic_load(&crew->tickets))) pthread_cond_wait(&crew->work, &crew->mutex);
    atomic_fetch_sub(&crew->sleepers, 1);
    pthread_mutex_unlock(&crew->mutex);
}

static void *member(void *argument) {
    ckernels_crew *crew = argument;
    number = atomic_fetch_add(&crew->members, 1) + 1;
    for (;;) {
        int looks = 0;
        while (is_waiting(atomic_load_explicit(&crew->tickets, memory_order_acquire)) && looks++ < LOOKS)
            pause_briefly();
        if (looks > LOOKS) sleep_until_work(crew);
        take_pieces(crew);
    }
}

ckernels_crew *ckernels_crew_start(size_t members) {
    ckernels_crew *crew = ckernels_allocate(sizeof(ckernels_crew));
    if (!crew) return NULL;
    atomic_init(&crew->tickets, 0);
    atomic_init(&crew->done, 0);
    atomic_init(&crew->job, NULL);
    atomic_init(&crew->context, NULL);
    atomic_init(&crew->members, 0);
    atomic_init(&crew->sleepers, 0);
    atomic_flag_clear(&crew->taken);
    pthread_mutex_init(&crew->mutex, NULL);
    pthread_cond_init(&crew->work, NULL);
    for (size_t i = 0; i < members; i++) {
        pthread_t thread;
        if (pthread_create(&thread, NULL, member, crew) == 0) pthread_detach(thread);
    }
    return crew;
}

size_t ckernels_crew_number(void) { return number; }

void ckernels_crew_run(ckernels_crew *crew, ckernels_job job, const void *context, size_t pieces) {
    if (!crew || pieces < 2 || pieces > 0xffff || atomic_flag_test_and_set_explicit(&crew->taken, memory_order_acquire)) {
        for (size_t piece = 0; piece < pieces; piece++) job(context, piece);
        return;
    }
    atomic_store_explicit(&crew->job, job, memory_order_relaxed);
    atomic_store_explicit(&crew->context, context, memory_order_relaxed);
    atomic_store_explicit(&crew->done, 0, memory_order_relaxed);
    uint64_t this_job = (atomic_load(&crew->tickets) >> 16) + 1;
    atomic_store(&crew->tickets, this_job << 16 | pieces);
    if (atomic_load(&crew->sleepers) > 0) {
        pthread_mutex_lock(&crew->mutex);
        pthread_cond_broadcast(&crew->work);
        pthread_mutex_unlock(&crew->mutex);
    }
    take_pieces(crew);
    int looks = 0;
    while (atomic_load_explicit(&crew->done, memory_order_acquire) < pieces) {
        if (looks++ < CALLER_LOOKS) {
            pause_briefly();
        } else {
            sched_yield();
        }
    }
    atomic_flag_clear_explicit(&crew->taken, memory_order_release);
}
