// The words of the signature debugger in every language.
import type { Language } from "@open-orders/specs";
import { en } from "./signatureWords.en.ts";
import type { SignatureWords } from "./signatureWords.ts";
import { zhCN } from "./signatureWords.zh-cn.ts";

export const signatureWords: Record<Language, SignatureWords> = { en, "zh-CN": zhCN };
