#include "tests/engine/allocation_count.hpp"

#include <cstdlib>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define NTK_HAS_ADDRESS_SANITIZER
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) && !defined(NTK_HAS_ADDRESS_SANITIZER)
#define NTK_HAS_ADDRESS_SANITIZER
#endif

namespace {
long calls = 0;
}

long allocationCount() { return calls; }

#if defined(NTK_HAS_ADDRESS_SANITIZER)

#include <sanitizer/allocator_interface.h>

bool countsAllocations() {
  static const int isInstalled = __sanitizer_install_malloc_and_free_hooks(
      [](const volatile void*, std::size_t) { ++calls; }, [](const volatile void*) {});
  return isInstalled != 0;
}

#elif defined(__GLIBC__)

extern "C" {
void* __libc_malloc(std::size_t size);  // NOLINT(bugprone-reserved-identifier): glibc's own
void* malloc(std::size_t size) {
  ++calls;
  return __libc_malloc(size);
}
}
bool countsAllocations() { return true; }

#else

bool countsAllocations() { return false; }

#endif
