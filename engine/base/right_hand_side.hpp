#pragma once

#include <type_traits>

#include "engine/base/types.hpp"

namespace ntk {

/// A reference to a function dy/dt = f(t, y), called as `f(t, y, slope)`; slope has the size of y already.
/// It owns nothing: the function must outlive it. So a solver is compiled once for all of them.
class RightHandSide {
 public:
  template <class Function>
  requires(!std::is_same_v<Function, RightHandSide>) explicit RightHandSide(Function& f)
      : object_(&f), call_([](const void* object, double t, const Vector<double>& y, Vector<double>& slope) {
          (*static_cast<const Function*>(object))(t, y, slope);
        }) {}

  void operator()(double t, const Vector<double>& y, Vector<double>& slope) const {
    call_(object_, t, y, slope);
  }

 private:
  const void* object_;
  void (*call_)(const void*, double, const Vector<double>&, Vector<double>&);
};

}  // namespace ntk
