package org.dawsonmri.config;

import static org.dawsonmri.GeneratedPage.cell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.GeneratedPage;
import org.dawsonmri.Setting.Door;
import org.dawsonmri.SettingRow;
import org.dawsonmri.segment.SegmentOptions;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** docs/reference/settings.md: all settings of trainings and segmentations, from their tables. */
class SettingsPageTest {

    private static final String INTRODUCTION = """
        # Settings

        A file for `dawson train --config FILE` holds what is to be other than by default, as a JSON object:
        `{"epochs": 100, "preprocessing": {"axes": [0, 1, 2]}}`; a name with a point lies in an object. Words may be written
        as here or as `dawson.json` has them (`"REDUCE_ON_PLATEAU"`). Options of the command line and fields of forms are
        laid over the file. The options of networks, losses and optimisers are on [their](networks.md)
        [pages](learning.md), the ranges of [transforms](augmentation.md), too.
        """;

    @Test
    void thePageHasWhatTheTablesHave() throws IOException {
        StringBuilder page = new StringBuilder(GeneratedPage.notice()).append(INTRODUCTION);
        List<SettingRow> training = TrainingSettings.all();
        table(page, "Training: what many set", training.stream().filter(row -> row.about().common()).toList());
        table(page, "Training: for experts", training.stream().filter(row -> !row.about().common()).toList());
        table(page, "Segmentation", SegmentOptions.table());
        GeneratedPage.check("settings.md", page.toString());
    }

    @Test
    void eachIsSaidOnceInASentence() {
        for (List<SettingRow> table : List.of(TrainingSettings.all(), SegmentOptions.table())) {
            Set<String> names = new HashSet<>();
            for (SettingRow row : table) {
                assertTrue(row.about().help().endsWith("."), row.path());
                assertFalse(row.about().title().isBlank() || row.about().title().endsWith("."), row.path());
                assertTrue(!row.isIn(Door.COMMAND_LINE) || names.add(row.option()), row.option());
                assertTrue(!row.isIn(Door.FORM) || names.add(row.field()), row.field());
                if (row.isNumber() && row.standard() != null) {
                    assertTrue(row.range().has(row.standard().getAsDouble()), row.path());
                }
            }
        }
        assertEquals("0, never", TrainingSettings.all().stream().filter(row -> row.path().equals("patience"))
            .map(row -> row.text(row.standard())).findFirst().orElseThrow());
    }

    private static void table(StringBuilder page, String title, List<SettingRow> rows) {
        page.append("\n## ").append(title)
            .append("\n\n| name | option | in forms | value | what it is |\n|---|---|---|---|---|\n");
        for (SettingRow row : rows) {
            page.append("| `").append(row.path()).append("` | ")
                .append(row.isIn(Door.COMMAND_LINE) ? "`" + row.option() + "`" : "").append(" | ")
                .append(row.isIn(Door.FORM) ? "`" + row.field() + "`" : "").append(" | ")
                .append(cell(values(row))).append(" | ").append(cell(TrainingSettings.help(row,
                    row.type().isEnum() ? List.of() : TrainingSettings.choices(row), true)))
                .append(" |\n");
        }
    }

    private static String values(SettingRow row) {
        boolean numbers = Number.class.isAssignableFrom(row.elements()) || row.isNumber();
        String text = row.type() == boolean.class ? "true or false" : row.isObject() ? "object"
            : row.type().isEnum() ? row.expected() : !numbers ? row.type() == List.class ? "list" : "text"
                : row.about().range().isEmpty() ? "number" : row.expected();
        return text + (row.type() == List.class && numbers ? " each" : "")
            + (row.about().unit().isEmpty() ? "" : ", " + row.about().unit());
    }
}
