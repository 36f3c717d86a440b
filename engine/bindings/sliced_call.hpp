#pragma once

#include <emscripten/val.h>

#include <optional>

#include "engine/base/status.hpp"
#include "engine/spec/fault.hpp"

namespace ntk {

/// A call that takes long: advanced in slices, its results are taken one by one. If there are faults nothing
/// but `faults` may be called. `web/engine/slice.js` drives it.
class SlicedCall {
 public:
  virtual ~SlicedCall() = default;

  emscripten::val faults() const;
  /// Works for about so many milliseconds, but not on while a result waits to be taken; { status, sentence,
  /// progress }.
  emscripten::val advance(double milliseconds);
  /// The result that waits; undefined if there is none.
  emscripten::val take();

 protected:
  /// One unit of work.
  virtual Status work() = 0;
  /// Share of it that is done, 0 … 1.
  virtual double progress() const = 0;

  void publish(emscripten::val result) { result_ = std::move(result); }

  Faults faults_;

 private:
  Status status_ = Status::running;
  std::optional<emscripten::val> result_;
};

}  // namespace ntk
