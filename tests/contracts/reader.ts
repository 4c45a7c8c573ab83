// Compiles only if every block, node and target is a member of its discriminated union, and nothing that is certain is optional.
import type { components, operations } from "./openapi";

type Schemas = components["schemas"];

export function headline(block: Schemas["Block"]): string {
  switch (block.type) {
    case "text":
      return block.heading ?? rich(block.content);
    case "benefits":
    case "risks":
      return block.items[0].text;
    case "alternatives":
      return block.items[0].name;
    case "escalation":
      return `${block.level}: ${block.lead} ${block.criteria.join(", ")} ${block.actions.map((action) => follow(action.target))}`;
    case "call_to_action":
      return follow(block.target);
    case "steps":
      return rich(block.items[0].detail);
    case "questions":
      return rich(block.items[0].answer);
    case "callout":
      return block.tone;
    case "quote":
      return block.attribution;
    case "image":
      return block.image.alt;
    case "video":
      return block.transcript;
    case "table":
      return block.columns[0];
    default:
      return unknown(block);
  }
}

export function rich(content: Schemas["RichText"]): string {
  switch (content.format) {
    case "html":
      return content.html;
    case "plain":
      return content.text;
    case "nodes":
      return content.nodes.map(node).join("");
    default:
      return unknown(content);
  }
}

export function node(found: Schemas["RichTextNode"]): string {
  switch (found.type) {
    case "text":
      return found.text;
    case "line_break":
      return "\n";
    case "image":
      return found.image.alt;
    case "link":
      return follow(found.target);
    case "heading":
    case "paragraph":
    case "list":
    case "list_item":
      return found.children.map(node).join("");
    default:
      return unknown(found);
  }
}

export function follow(target: Schemas["Target"]): string {
  switch (target.type) {
    case "document":
      return target.document.path;
    case "phone":
      return target.phone;
    case "email":
      return target.email;
    case "url":
      return target.href;
    default:
      return unknown(target);
  }
}

export function escalation(article: Schemas["Article"]): string {
  return article.escalation.heading + article.call_to_action.label + article.body.map(headline).join("");
}

export const ask: operations["listArticles"]["parameters"]["query"] = { level: "urgent", ids: ["x"], limit: 20 };

export function initial(field: Schemas["FormField"]): Schemas["Submission"]["fields"][string] {
  switch (field.type) {
    case "checkbox":
      return false;
    case "choice":
      return field.required ? field.options[0].value : "";
    case "date":
      return field.earliest ?? "";
    case "phone":
      return field.region;
    case "text":
    case "long_text":
    case "email":
      return "";
    default:
      return unknown(field);
  }
}

export function spoken(value: Schemas["Submission"]["fields"][string]): string {
  return typeof value === "boolean" ? String(value) : value;
}

export function name(document: Schemas["AnyDocument"]): string {
  return document.kind === "clinician" ? `${document.title}, ${document.credentials}` : document.title;
}

function unknown(value: never): string {
  return value;
}
