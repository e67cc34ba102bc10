package org.dawsonmri.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Settings;
import org.dawsonmri.learn.AdamW;
import org.dawsonmri.learn.Losses;
import org.dawsonmri.learn.Optimizers;
import org.dawsonmri.learn.Tversky;
import org.dawsonmri.train.CheckedSettings;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Settings laid over settings. */
class TrainingConfigTest {

    private static final TrainingConfig TVERSKY = with(new TrainingConfig(),
        "{\"loss\": \"tversky\", \"loss_options\": {\"alpha\": 0.2, \"class_weights\": [0, 1]}}");

    @Test
    void optionsOfSeveralSourcesComeTogether() {
        TrainingConfig config = with(TVERSKY, "{\"loss_options\": {\"beta\": 0.8, \"alpha\": 0.1}}");
        assertEquals(new Tversky(0.1, 0.8, 1, List.of(0.0, 1.0)), Losses.create(config));
        TrainingConfig warm = with(with(config, "{\"schedule_options\": {\"warmup_epochs\": 5}}"),
            "{\"schedule_options\": {\"poly_power\": 2}}");
        assertEquals(new ScheduleOptions(5, 2, 0, 10, 0.5), warm.scheduleOptions());
    }

    @Test
    void filesThatAreNoSettingsAreNamed(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("settings.json");
        Files.write(file, new byte[] {0x1f, (byte) 0x8b, 8, 0, (byte) 0xff});
        String message = assertThrows(DawsonException.class, () -> TrainingConfig.readFile(file)).getMessage();
        assertTrue(message.startsWith(file + ": not a text file; expected settings as a JSON object"), message);
        for (String text : List.of("", "[1, 2]", "subject\tsplit", "{\"epochs\": ")) {
            Files.writeString(file, text);
            message = assertThrows(DawsonException.class, () -> TrainingConfig.readFile(file), text).getMessage();
            assertTrue(message.startsWith(file + ": not a JSON object ("), message);
        }
    }

    @Test
    void optionsGoWithTheirName() {
        assertEquals(new JsonObject(), with(TVERSKY, "{\"loss\": \"dice\"}").lossOptions());
        assertEquals(TVERSKY.lossOptions(), with(TVERSKY, "{\"loss\": \"tversky\"}").lossOptions());
        assertEquals(new AdamW(0.9, 0.999, 1e-7, 0.05), Optimizers.create(with(TVERSKY,
            "{\"optimizer\": \"adamw\", \"optimizer_options\": {\"weight_decay\": 0.05}}")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"loss_options": {"gamma": 1}}                | unknown key 'gamma'
        {"loss": "bce", "loss_options": {"alpha": 1}} | unknown key 'alpha'
        {"optimizer_options": {"rho": 0.9}}           | unknown key 'rho'
        {"schedule_options": {"warmup": 3}}           | unknown key 'schedule_options.warmup'
        {"schedule_options": {"min_learning_rate": 1}} | min_learning_rate is 1.0, expected at most the learning_rate
        {"loss_weights": 3}                           | unknown key 'loss_weights'
        """)
    void wrongSettingsAreTold(String changes, String message) {
        DawsonException e = assertThrows(DawsonException.class, () -> with(TVERSKY, changes));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void modelsOfTheFirstVersionAreStillRead() {
        JsonObject old = Settings.toJson(new TrainingConfig());
        List.of("loss_options", "optimizer_options", "schedule_options").forEach(old::remove);
        assertEquals(new TrainingConfig(), Settings.parse(old.toString(), TrainingConfig.class, "test"));
    }

    private static TrainingConfig with(TrainingConfig config, String changes) {
        return CheckedSettings.of(config, JsonParser.parseString(changes).getAsJsonObject(), "test");
    }
}
