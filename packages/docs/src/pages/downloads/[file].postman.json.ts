// Each API as a Postman collection, in every language.
import type { APIRoute } from "astro";
import { allLanguages } from "../../languages.ts";
import { postmanCollection } from "../../postman.ts";
import { reference } from "../../site.ts";

interface Props {
  collection: ReturnType<typeof postmanCollection>;
}

export function getStaticPaths() {
  return allLanguages.flatMap((language) =>
    reference[language].map((api) => ({
      params: { file: `${api.api}.${language}` },
      props: { collection: postmanCollection(api, language) } satisfies Props,
    })),
  );
}

export const GET: APIRoute<Props> = ({ props }) =>
  new Response(`${JSON.stringify(props.collection, null, 2)}\n`, {
    headers: { "Content-Type": "application/json" },
  });
