package org.dawsonmri.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Progress;
import org.dawsonmri.learn.Optimizers;
import org.dawsonmri.learn.Sgd;
import org.dawsonmri.network.Networks;
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
import java.util.ArrayList;
import java.util.List;

/** The second paper's parameters file as settings. */
class PaperTemplateTest {

    @TempDir
    private Path folder;

    /** The published template's values. */
    static Path writeTemplate(Path folder) throws IOException {
        return Files.writeString(folder.resolve("parameters_template.json"), """
            {"transforms": {"flip_rate": 0.5, "scale_range": [0.5, 1], "ratio_range": [0.75, 1.25], "max_angle": 20,
              "elastic_rate": 0.3, "alpha_range": [8, 17], "sigma_range": [3, 4.5], "channel_shift_range": 20},
             "training": {"learning_rate": 0.001, "optimizer": "adam", "loss_function": "dice", "batch_size": 11,
              "nb_epochs": 10000, "lr_schedule": "constant"},
             "net": {"model": "smallunet", "drop_rate": 0.3, "bn_momentum": 0.1},
             "input": {"data_type": "float32", "matrix_size": [160, 160], "resolution": "0.15x0.15",
              "orientation": "RAI"}}
            """);
    }

    @Test
    void otherValues() {
        TrainingConfig config = translate("""
            {"transforms": {"flip_rate": 0.2, "max_angle": [-15, 15], "alpha_range": [1, 2], "sigma_range": [3, 4]},
             "training": {"optimizer": "sgd", "sgd_momentum": 0.8, "loss_function": "crossentropy",
              "lr_schedule": "poly", "poly_schedule_p": 0.7},
             "net": {"model": "nopoolaspp", "bn_momentum": 0.4}}""");
        assertEquals(0.2, config.augmentation().flip().probability());
        assertEquals(15, config.augmentation().rotation().maxDegrees());
        assertEquals(0.5, config.augmentation().elastic().probability(), "the published code's own default");
        assertEquals(0, config.augmentation().resizedCrop().probability());
        assertEquals(0, config.augmentation().channelShift().probability());
        assertEquals(new Sgd(0.8, false), Optimizers.create(config));
        assertEquals("cross-entropy", config.loss());
        assertEquals(Schedule.POLY, config.schedule());
        assertEquals(0.7, config.scheduleOptions().polyPower());
        assertEquals(Networks.create("nopool-aspp", JsonParser.parseString("{\"dropout\": 0.4, \"momentum\": 0.6}")
            .getAsJsonObject()), Networks.create(config));
    }

    @ParameterizedTest
    @CsvSource({"unet, unet-neuropoly", "smallunet, smallunet", "segnet, segnet", "nopoolaspp, nopool-aspp"})
    void allNetworks(String model, String network) {
        assertEquals(network, translate("{\"net\": {\"model\": \"" + model + "\"}}").network());
    }

    @Test
    void saysWhatIsNotUsedAndWhy() throws IOException {
        List<String> notes = new ArrayList<>();
        Progress progress = event -> notes.add(event.text());
        Protocols.open(writeTemplate(folder).toString(), progress);
        String all = String.join("\n", notes);
        for (String part : List.of("data_type is not used", "resolution and orientation are not used", "(T1)", "(T2)",
            "(T5)", "(T7)")) {
            assertTrue(all.contains(part), part + " expected in " + all);
        }
        assertTrue(notes.stream().allMatch(note -> note.startsWith("parameters_template.json: ")), all);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "{\"net\": {\"modl\": \"unet\"}}; unknown key 'net.modl'; bn_momentum, drop_rate, model",
        "{\"net\": {}, \"nets\": {}}; unknown key 'nets'; transforms, training, net and input",
        "{\"net\": {\"model\": \"vnet\"}}; net.model is \"vnet\"; nopoolaspp, segnet, smallunet, unet",
        "{\"net\": 3}; 'net' is 3; expected an object",
        "{\"training\": {\"optimizer\": \"rmsprop\"}}; training.optimizer is \"rmsprop\"; adam, sgd",
        "{\"training\": {\"batch_size\": \"many\"}}; training.batch_size is \"many\"; expected a number",
        "{\"transforms\": {\"scale_range\": [0.5, 1]}}; transforms.ratio_range is missing; expected two numbers",
        "{\"transforms\": {\"max_angle\": [-10, 20]}}; transforms.max_angle is [-10,20]; as much to the one side",
        "{\"input\": {\"matrix_size\": 160}}; input.matrix_size is 160; expected two numbers"})
    void mistakesAreOneLine(String text, String found, String expected) {
        DawsonException e = assertThrows(DawsonException.class,
            () -> PaperTemplate.translate(JsonParser.parseString(text).getAsJsonObject(), "parameters.json"));
        String message = e.getMessage();
        assertTrue(message.startsWith("parameters.json: ") && message.contains(found) && message.contains(expected)
            && message.lines().count() == 1, message);
    }

    private static TrainingConfig translate(String text) {
        JsonObject file = JsonParser.parseString(text).getAsJsonObject();
        return CheckedSettings.of(PaperTemplate.translate(file, "test").settings(), "test");
    }
}
