// How states, stages and lengths are said to people.

const STATES = {
  queued: "Waiting",
  running: "In the making",
  cancelling: "Stopping",
  completed: "Finished",
  completed_with_stand_ins: "Finished, with stand-ins",
  failed: "Failed",
  cancelled: "Cancelled",
  needs_attention: "Needs attention",
};

const STAGES = {
  script: "Script",
  storyboard: "Storyboard",
  sheets: "Cast and places",
  frames: "Frames",
  clips: "Clips",
  sound: "Sound",
  film: "Assembly",
};

export const named = (state) => STATES[state] ?? state;
export const stateOf = ({ state, stop_at }) =>
  state.startsWith("completed") && stop_at !== "film" ? `Stopped after: ${stageNamed(stop_at)}` : named(state);
export const stageNamed = (stage) => STAGES[stage] ?? stage;
export const minutes = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, "0")}`;
