// How code is set, in a file of its own because Expressive Code reads a plugin from nowhere else.
import { defineEcConfig } from "@astrojs/starlight/expressive-code";
import { fewerColours, quietCode } from "./src/quietCode.ts";

const ground = "var(--paper-shade)";

export default defineEcConfig({
  plugins: [quietCode()],
  // Go is indented by tabs, and is to be copied with them.
  tabWidth: 0,
  customizeTheme: fewerColours,
  themes: ["vitesse-dark", "vitesse-light"],
  styleOverrides: {
    borderColor: "var(--rule)",
    borderRadius: "0.375rem",
    codeBackground: ground,
    codeFontSize: "var(--sl-text-xs)",
    codeLineHeight: "1.6",
    codePaddingInline: "1rem",
    frames: {
      editorActiveTabBackground: ground,
      editorActiveTabIndicatorTopColor: "transparent",
      editorTabBarBackground: ground,
      shadowColor: "transparent",
      terminalBackground: ground,
      terminalTitlebarBackground: ground,
    },
  },
});
