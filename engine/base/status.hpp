#pragma once

#include <array>
#include <string_view>

namespace ntk {

/// How a run stands. A bad document is a list of faults, not a status; a programmer's mistake is an assert.
enum class Status { running, finished, refused, diverged, budget, memory, interrupted };

struct StatusRow {
  Status status;
  std::string_view name;
  std::string_view sentence;
};

inline constexpr std::array<StatusRow, 7> kStatusTable{{
    {Status::running, "running", "The run is under way."},
    {Status::finished, "finished", "The run reached its last time."},
    {Status::refused, "refused", "The document has faults; nothing was run."},
    {Status::diverged, "diverged",
     "The network's outputs stopped being finite numbers; the frames up to there are kept. A smaller rate of "
     "descent, a smaller output multiplier α or smaller targets may help."},
    {Status::budget, "budget",
     "The work budget was used up before the last time; the frames up to there are kept. A looser tolerance, "
     "a "
     "larger budget or an earlier last time may help."},
    {Status::memory, "memory", "There was not enough memory; a smaller width or fewer points may help."},
    {Status::interrupted, "interrupted", "The run was cancelled; the frames up to there are kept."},
}};

constexpr const StatusRow& describe(Status status) { return kStatusTable[static_cast<std::size_t>(status)]; }

constexpr bool isFinal(Status status) { return status != Status::running; }

}  // namespace ntk
