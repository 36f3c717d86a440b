#pragma once

// clang-format off
// Written by build-scripts/prepare-datasets.mjs from the npm package vega-datasets (global-temp.csv).

#include <array>
#include <cstdint>
#include <string_view>

namespace ntk::global_temperature {

inline constexpr std::string_view kTitle = "Global temperature 1880–2023";
inline constexpr std::string_view kSource = "NASA Goddard Institute for Space Studies";
inline constexpr std::string_view kLicence = "U.S. Government Dataset";
inline constexpr std::string_view kInputLabel = "year";
inline constexpr std::string_view kOutputLabel = "temperature anomaly, °C";

/// Physical = offset + scale · standardised: years fill [−π, π], anomalies have mean 0 and variance 1.
inline constexpr double kInputOffset = 1951.5;
inline constexpr double kInputScale = 22.759156862141033;
inline constexpr double kOutputOffset = 0.06770833333333341;
inline constexpr double kOutputScale = 0.37731823944708065;

inline constexpr int kFirstYear = 1880;
/// Anomaly of every year in hundredths of °C: 2 bytes each in what a page loads.
inline constexpr std::array<std::int16_t, 144> kHundredths{
    -17, -9, -11, -17, -28, -33, -31, -36, -17, -10, -35, -22,
    -27, -31, -31, -23, -11, -11, -27, -17, -8, -15, -28, -37,
    -47, -26, -22, -39, -43, -48, -44, -44, -37, -34, -15, -14,
    -36, -46, -29, -27, -27, -19, -28, -26, -27, -22, -11, -22,
    -20, -36, -16, -9, -16, -29, -12, -20, -15, -3, 0, -2,
    12, 18, 6, 9, 20, 9, -7, -3, -11, -11, -17, -7,
    1, 8, -13, -14, -19, 5, 6, 3, -3, 6, 3, 5,
    -20, -11, -6, -2, -8, 5, 3, -8, 1, 16, -7, -1,
    -10, 18, 7, 16, 26, 32, 14, 31, 16, 12, 18, 32,
    39, 27, 45, 41, 22, 23, 31, 45, 33, 46, 61, 38,
    39, 54, 63, 62, 53, 68, 64, 66, 54, 66, 72, 61,
    65, 68, 74, 90, 101, 92, 85, 98, 101, 85, 89, 117,
};

}  // namespace ntk::global_temperature
