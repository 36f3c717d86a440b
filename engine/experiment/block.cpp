#include "engine/experiment/block.hpp"

#include <algorithm>
#include <cassert>
#include <functional>
#include <numeric>
#include <utility>

namespace ntk {

void BlockLayout::add(std::string_view name, std::vector<Index> shape, std::string_view unit,
                      std::string_view help) {
  const Index size = std::accumulate(shape.begin(), shape.end(), Index{1}, std::multiplies<>());
  entries_.push_back({name, unit, help, std::move(shape), size_, size});
  size_ += size;
}

const LayoutEntry& BlockLayout::find(std::string_view name) const {
  const auto entry =
      std::find_if(entries_.begin(), entries_.end(), [&](const auto& e) { return e.name == name; });
  assert(entry != entries_.end());
  return *entry;
}

float* Block::at(std::string_view name, [[maybe_unused]] Index size) {
  const LayoutEntry& entry = layout_->find(name);
  assert(entry.size == size);
  return values_.data() + entry.offset;
}

void Block::put(std::string_view name, double value) { *at(name, 1) = static_cast<float>(value); }

void Block::put(std::string_view name, const Vector<double>& values) {
  Eigen::Map<Vector<float>>(at(name, values.size()), values.size()) = values.cast<float>();
}

void Block::put(std::string_view name, const Matrix<double>& values) {
  Eigen::Map<RowMajorMatrix<float>>(at(name, values.size()), values.rows(), values.cols()) =
      values.cast<float>();
}

}  // namespace ntk
