// Writes engine/data/global_temperature.hpp from the vega-datasets package.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);
const packageFolder = new URL('node_modules/vega-datasets/', root);

const rows = readFileSync(new URL('data/global-temp.csv', packageFolder), 'utf8')
  .trim()
  .split(/\r?\n/)
  .slice(1)
  .map((line) => line.split(',').map(Number));

/** @param {number[]} values */
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

const years = rows.map(([year]) => year);
const anomalies = rows.map(([, anomaly]) => anomaly);
const hundredths = anomalies.map((anomaly) => Math.round(anomaly * 100));
if (years.some((year, i) => year !== years[0] + i)) throw new Error('global-temp.csv leaves out years');
if (anomalies.some((anomaly, i) => anomaly !== hundredths[i] / 100))
  throw new Error('global-temp.csv has more than two decimals');
const inputOffset = (years[0] + years[years.length - 1]) / 2;
const inputScale = (years[years.length - 1] - years[0]) / (2 * Math.PI);
const outputOffset = mean(anomalies);
const outputScale = Math.sqrt(mean(anomalies.map((value) => (value - outputOffset) ** 2)));

/** @type {{ resources: { path: string, sources: { title: string }[], licenses: { title?: string, name?: string }[] }[] }} */
const { resources } = JSON.parse(readFileSync(new URL('datapackage.json', packageFolder), 'utf8'));
const resource = resources.find(({ path }) => path === 'global-temp.csv');
if (!resource) throw new Error('vega-datasets no longer has global-temp.csv');
const source = resource.sources.map(({ title }) => title).join('; ');
const licence = resource.licenses.map(({ title, name }) => title ?? name).join('; ');

const perLine = 12;
const lines = hundredths
  .filter((_, i) => i % perLine === 0)
  .map((_, i) => `    ${hundredths.slice(i * perLine, (i + 1) * perLine).join(', ')},`);

/** The header, as the repository holds it. */
export const header = `#pragma once

// clang-format off
// Written by build-scripts/prepare-datasets.mjs from the npm package vega-datasets (global-temp.csv).

#include <array>
#include <cstdint>
#include <string_view>

namespace ntk::global_temperature {

inline constexpr std::string_view kTitle = "Global temperature ${years[0]}–${years[years.length - 1]}";
inline constexpr std::string_view kSource = "${source}";
inline constexpr std::string_view kLicence = "${licence}";
inline constexpr std::string_view kInputLabel = "year";
inline constexpr std::string_view kOutputLabel = "temperature anomaly, °C";

/// Physical = offset + scale · standardised: years fill [−π, π], anomalies have mean 0 and variance 1.
inline constexpr double kInputOffset = ${inputOffset};
inline constexpr double kInputScale = ${inputScale};
inline constexpr double kOutputOffset = ${outputOffset};
inline constexpr double kOutputScale = ${outputScale};

inline constexpr int kFirstYear = ${years[0]};
/// Anomaly of every year in hundredths of °C: 2 bytes each in what a page loads.
inline constexpr std::array<std::int16_t, ${rows.length}> kHundredths{
${lines.join('\n')}
};

}  // namespace ntk::global_temperature
`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL('engine/data/global_temperature.hpp', root), header);
  console.log(`engine/data/global_temperature.hpp: ${rows.length} rows`);
}
