#pragma once

#include <string_view>
#include <vector>

#include "engine/base/types.hpp"

namespace ntk {

/// Where one quantity stands in a block of floats. Matrices are row-major; a scalar has shape {1}.
struct LayoutEntry {
  std::string_view name;
  std::string_view unit;
  std::string_view help;
  std::vector<Index> shape;
  Index offset = 0;
  Index size = 0;
};

/// The published layout of a job's static block or of its frames, in the order of `add`.
class BlockLayout {
 public:
  void add(std::string_view name, std::vector<Index> shape, std::string_view unit, std::string_view help);

  const std::vector<LayoutEntry>& entries() const { return entries_; }
  Index size() const { return size_; }
  /// Asserts that the name is there.
  const LayoutEntry& find(std::string_view name) const;

 private:
  std::vector<LayoutEntry> entries_;
  Index size_ = 0;
};

/// One block: float for pictures, whatever the network's scalar. Entries that were not put are 0.
class Block {
 public:
  explicit Block(const BlockLayout& layout)
      : layout_(&layout), values_(static_cast<std::size_t>(layout.size())) {}

  void put(std::string_view name, double value);
  void put(std::string_view name, const Vector<double>& values);
  void put(std::string_view name, const Matrix<double>& values);

  std::vector<float> take() { return std::move(values_); }

 private:
  float* at(std::string_view name, Index size);

  const BlockLayout* layout_;
  std::vector<float> values_;
};

}  // namespace ntk
