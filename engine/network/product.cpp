#include "engine/network/product.hpp"

#include <algorithm>
#include <array>

#include "engine/base/pack.hpp"

namespace ntk {

namespace {

constexpr Index kTileRows = 4;    // with two packs of columns: 8 of the 16 registers hold sums
constexpr Index kBlockRows = 64;  // × kBlockDepth numbers of `a`, and kPanelNumbers of `b`, stay in the cache
constexpr Index kBlockDepth = 256;
constexpr Index kPanelNumbers = 8192;
constexpr Index kThinDepth = 3;  // up to which writing the result is what takes time

template <class Scalar>
constexpr Index kPanelColumns = 2 * Pack<Scalar>::SizeAtCompileTime;

/// Entries first … first + count to panels of kWidth entries each, panel[s][kWidth], zero beyond count.
template <Index kWidth, class Scalar>
void copyPanels(const Factor<Scalar>& from, Index first, Index count, Index start, Index depth,
                Scalar* panels) {
  using Row = Eigen::Array<Scalar, kWidth, 1>;
  const Scalar* source = from.data + first * from.stride + start * from.depthStride;
  const Index whole = from.stride == 1 ? count - count % kWidth : 0;
  for (Index s = 0; s < depth; ++s)
    for (Index i = 0; i < whole; i += kWidth)
      Eigen::Map<Row>(panels + i * depth + s * kWidth) =
          Eigen::Map<const Row>(source + i + s * from.depthStride);
  for (Index i = whole; i < count; i += kWidth) {
    for (Index k = 0; k < kWidth; ++k) {
      Scalar* target = panels + i * depth + k;
      const Scalar* entry = source + (i + k) * from.stride;
      for (Index s = 0; s < depth; ++s, target += kWidth)
        *target = i + k < count ? entry[s * from.depthStride] : Scalar(0);
    }
  }
}

/// sums[i] = Σ_s left[s][i] right[s], for kRows of the kTileRows rows of a tile.
template <int kRows, class Scalar>
void tile(Index depth, const Scalar* left, const Scalar* right, Pack<Scalar> (&sums)[kTileRows][2]) {
  constexpr Index kPack = Pack<Scalar>::SizeAtCompileTime;
  using Map = Eigen::Map<const Pack<Scalar>>;
  Pack<Scalar> low[kRows], high[kRows];
  for (int i = 0; i < kRows; ++i) {
    low[i].setZero();
    high[i].setZero();
  }
  for (Index s = 0; s < depth; ++s, left += kTileRows, right += 2 * kPack) {
    const Pack<Scalar> first = Map(right), second = Map(right + kPack);
    for (int i = 0; i < kRows; ++i) {
      low[i] += left[i] * first;
      high[i] += left[i] * second;
    }
  }
  for (int i = 0; i < kRows; ++i) {
    sums[i][0] = low[i];
    sums[i][1] = high[i];
  }
}

/// One tile of the result; the first block of the depth overwrites, the others add.
template <class Scalar>
struct Store {
  Scalar scale;
  Result<Scalar> c;
  Offset<Scalar> offset;
  bool overwrites;

  void operator()(Index row, Index rows, Index column, Index columns,
                  const Pack<Scalar> (&sums)[kTileRows][2]) const {
    constexpr Index kPack = Pack<Scalar>::SizeAtCompileTime;
    Scalar* target = c.data + row * c.rowStride + column * c.columnStride;
    const bool isWhole = c.columnStride == 1 && columns == 2 * kPack;
    for (Index i = 0; i < rows; ++i, target += c.rowStride) {
      for (Index half = 0; half < 2; ++half) {
        const Index base = half * kPack;
        if (isWhole) {
          Eigen::Map<Pack<Scalar>> entries(target + base);
          const Pack<Scalar> sum = scale * sums[i][half];
          if (!overwrites) {
            entries += sum;
          } else if (offset.data == nullptr) {
            entries = sum;
          } else {
            entries = sum + offset.scale * Eigen::Map<const Pack<Scalar>>(offset.data + column + base);
          }
          continue;
        }
        for (Index j = base; j < std::min(columns, base + kPack); ++j) {
          Scalar& entry = target[j * c.columnStride];
          const Scalar start = offset.data == nullptr ? Scalar(0) : offset.scale * offset.data[column + j];
          entry = (overwrites ? start : entry) + scale * sums[i][half][j - base];
        }
      }
    }
  }
};

/// One row of tiles: `count` rows, all panels of columns.
template <int kRows, class Scalar>
void multiplyRow(Index row, Index count, Index column, Index columns, Index depth, const Scalar* left,
                 const Scalar* panels, const Store<Scalar>& store) {
  Pack<Scalar> sums[kTileRows][2];
  for (Index j = 0; j < columns; j += kPanelColumns<Scalar>) {
    tile<kRows>(depth, left, panels + j * depth, sums);
    store(row, count, column + j, std::min(kPanelColumns<Scalar>, columns - j), sums);
  }
}

/// Sums of kDepth products only: the time is that of writing c, so each row is written in one go. `panel`
/// holds the offset, then the kDepth entries, of each column.
template <int kDepth, class Scalar>
void multiplyThin(Index rows, Index columns, Scalar scale, Factor<Scalar> a, Factor<Scalar> b,
                  Result<Scalar> c, Offset<Scalar> offset, Scalar* panel) {
  constexpr Index kPack = Pack<Scalar>::SizeAtCompileTime;
  constexpr Index kBlock = kPanelNumbers / (kThinDepth + 1) / kPack * kPack;
  using Map = Eigen::Map<const Pack<Scalar>>;
  for (Index column = 0; column < columns; column += kBlock) {
    const Index count = std::min(kBlock, columns - column);
    for (Index j = 0; j < count; ++j) {
      panel[j] = offset.data == nullptr ? Scalar(0) : offset.scale * offset.data[column + j];
      for (Index s = 0; s < kDepth; ++s)
        panel[(s + 1) * kBlock + j] = b.data[(column + j) * b.stride + s * b.depthStride];
    }
    for (Index i = 0; i < rows; ++i) {
      Scalar left[kDepth];
      for (Index s = 0; s < kDepth; ++s) left[s] = scale * a.data[i * a.stride + s * a.depthStride];
      Scalar* target = c.data + i * c.rowStride + column;
      Index j = 0;
      for (; j + kPack <= count; j += kPack) {
        Pack<Scalar> sum = Map(panel + j);
        for (Index s = 0; s < kDepth; ++s) sum += left[s] * Map(panel + (s + 1) * kBlock + j);
        Eigen::Map<Pack<Scalar>>(target + j) = sum;
      }
      for (; j < count; ++j) {
        target[j] = panel[j];
        for (Index s = 0; s < kDepth; ++s) target[j] += left[s] * panel[(s + 1) * kBlock + j];
      }
    }
  }
}

}  // namespace

template <class Scalar>
void multiply(Index rows, Index columns, Index depth, Scalar scale, Factor<Scalar> a, Factor<Scalar> b,
              Result<Scalar> c, Offset<Scalar> offset) {
  alignas(64) static thread_local Scalar left[kBlockRows * kBlockDepth], panels[kPanelNumbers];
  if (depth <= kThinDepth && c.columnStride == 1) {
    constexpr auto kThin =
        std::array{multiplyThin<1, Scalar>, multiplyThin<2, Scalar>, multiplyThin<3, Scalar>};
    return kThin[static_cast<std::size_t>(depth - 1)](rows, columns, scale, a, b, c, offset, panels);
  }
  for (Index start = 0; start < depth; start += kBlockDepth) {
    const Index blockDepth = std::min(kBlockDepth, depth - start);
    const Index blockColumns = kPanelNumbers / blockDepth / kPanelColumns<Scalar> * kPanelColumns<Scalar>;
    const Store<Scalar> store{scale, c, offset, start == 0};
    for (Index row = 0; row < rows; row += kBlockRows) {
      const Index blockRows = std::min(kBlockRows, rows - row);
      copyPanels<kTileRows>(a, row, blockRows, start, blockDepth, left);
      for (Index column = 0; column < columns; column += blockColumns) {
        const Index count = std::min(blockColumns, columns - column);
        copyPanels<kPanelColumns<Scalar>>(b, column, count, start, blockDepth, panels);
        for (Index i = 0; i < blockRows; i += kTileRows) {
          const Index tileRows = std::min(kTileRows, blockRows - i);
          const auto multiplyRows = tileRows == 1   ? multiplyRow<1, Scalar>
                                    : tileRows == 2 ? multiplyRow<2, Scalar>
                                                    : multiplyRow<4, Scalar>;
          multiplyRows(row + i, tileRows, column, count, blockDepth, left + i * blockDepth, panels, store);
        }
      }
    }
  }
}

template void multiply<float>(Index, Index, Index, float, Factor<float>, Factor<float>, Result<float>,
                              Offset<float>);
template void multiply<double>(Index, Index, Index, double, Factor<double>, Factor<double>, Result<double>,
                               Offset<double>);

}  // namespace ntk
