package org.dawsonmri.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Settings;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.train.CheckedSettings;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

/** Augmentation in the settings of a training. */
class PresetsTest {

    @Test
    void noneByDefault() {
        assertTrue(new TrainingConfig().augmentation().isNone());
        assertFalse(new TrainingConfig().augmentation().paintedLesions().isOn());
        assertFalse(Augmentation.mri().isNone());
    }

    @Test
    void settingsSurviveJson() {
        for (Augmentation preset : Presets.all().values()) {
            assertEquals(preset, Settings.read(new Augmentation(), Settings.toJson(preset), "test"));
        }
    }

    @Test
    void nameStandsForTheWhole() {
        assertEquals(Augmentation.mri(), with("{\"augmentation\": \"mri\"}").augmentation());
    }

    @Test
    void whatDiffersFollowsTheName() {
        Augmentation a = with("{\"augmentation\": {\"preset\": \"spinal-cord\", \"rotation\": {\"max_degrees\": 30},"
            + "\"painted_lesions\": {\"folder\": \"masks\"}}}").augmentation();
        assertEquals(30, a.rotation().maxDegrees());
        assertEquals(1, a.rotation().probability());
        assertEquals(Augmentation.spinalCord().resizedCrop(), a.resizedCrop());
        assertTrue(a.paintedLesions().isOn());
        assertNull(a.paintedLesions().label());
    }

    @Test
    void mistakesAreNamed() {
        assertMessage("{\"augmentation\": \"mir\"}", "mir", "none, mri, spinal-cord");
        assertMessage("{\"augmentation\": {\"rotate\": {}}}", "augmentation.rotate", "rotation");
        assertMessage("{\"augmentation\": {\"flip\": {\"probability\": 2}}}", "flip.probability is 2.0", "0.0 to 1.0");
        assertMessage("{\"augmentation\": {\"gamma\": {\"range\": [2, 1]}}}", "gamma.range is [2.0, 1.0]",
            "[lower, upper]");
    }

    private static TrainingConfig with(String json) {
        JsonObject changes = JsonParser.parseString(json).getAsJsonObject();
        return CheckedSettings.of(changes, "my.json");
    }

    private static void assertMessage(String json, String... parts) {
        String message = assertThrows(DawsonException.class, () -> with(json)).getMessage();
        assertTrue(message.startsWith("my.json") && message.lines().count() == 1, message);
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
    }
}
