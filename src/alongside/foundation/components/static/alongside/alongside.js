import {
  Button, CharacterCount, Checkboxes, ErrorSummary, FileUpload, NotificationBanner, PasswordInput,
  Radios, ServiceNavigation, SkipLink, Tabs, createAll,
} from "./vendor/govuk-frontend.min.js";
import { start as startAutosave } from "./autosave.js";
import { start as startIslands } from "./islands.js";

for (const component of [
  Button, CharacterCount, Checkboxes, ErrorSummary, FileUpload, NotificationBanner, PasswordInput,
  Radios, ServiceNavigation, SkipLink, Tabs,
]) {
  createAll(component);
}
startAutosave(document);
startIslands(document);
