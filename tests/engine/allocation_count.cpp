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

namespace {
[[maybe_unused]] const int kInstalled = __sanitizer_install_malloc_and_free_hooks(
    [](const volatile void*, std::size_t) { ++calls; }, [](const volatile void*) {});
}

#else

#if defined(__EMSCRIPTEN__)
#define NTK_BUILTIN_MALLOC emscripten_builtin_malloc
#else
#define NTK_BUILTIN_MALLOC __libc_malloc
#endif

extern "C" {
void* NTK_BUILTIN_MALLOC(std::size_t size);
void* malloc(std::size_t size) {
  ++calls;
  return NTK_BUILTIN_MALLOC(size);
}
}

#endif
