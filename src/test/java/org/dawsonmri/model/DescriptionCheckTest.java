package org.dawsonmri.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.config.ModelDescription.LabelClass;
import org.dawsonmri.imagej.job.ModelChannels;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a dawson.json that somebody made may not say. */
@Tag("slow")
class DescriptionCheckTest {

    @TempDir
    private Path folder;
    private ModelFolder model;
    private Path file;

    @BeforeEach
    void writeModel() {
        model = SmallModels.write(folder.resolve("model"), "unet", "{\"base_filters\": 2, \"depth\": 1}", 2);
        file = model.path().resolve("dawson.json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        format                       | 2                          | its format is 2
        config.network_options.base_filters | 1000000000          | base_filters is 1000000000, expected 1 to 1024
        config.network_options.depth | 2000000000                 | depth is 2000000000
        config.network_options.nosuch | 1                         | unknown key 'nosuch'
        config.network               | "../../evil"               | unknown network '../../evil'
        config.epochs                | 0                          | epochs is 0
        config.preprocessing         | null                       | preprocessing is missing
        config.preprocessing.orientation | null                   | preprocessing.orientation is missing
        config.preprocessing.orientation | "XYZ"                  | 'XYZ' is no orientation
        config.preprocessing.spacing | [0, 1, 1]                  | spacing is [0.0, 1.0, 1.0]
        config                       | null                       | config is missing
        provenance                   | null                       | scores or provenance is missing
        channels                     | []                         | channels are [], expected 1 to 256
        channels                     | null                       | channels are null
        channels                     | ["A", "A"]                 | channels are [A, A]
        channels                     | ["A", null]                | the name of a channel is 'null'
        channels                     | ["A", "x\\u001b[2J"]       | the name of a channel is 'x?[2J'
        classes                      | []                         | classes are []
        classes                      | [null]                     | a class is missing
        classes                      | [{"value": 0, "name": "a"}] | has the label 0, expected a number from 1 to 32767
        classes                      | [{"value": 1, "name": ""}] | the name of a class is ''
        classes                      | [{"value": 1, "name": "a"}, {"value": 1, "name": "b"}] | class b has the label 1
        classes                      | [{"value": 1e99, "name": "a"}] | is damaged or something else
        size_multiple                | 1000000                    | size_multiple is 1000000, the network unet
        size_multiple                | 0                          | size_multiple is 0
        floats_per_pixel             | 0                          | floats_per_pixel is 0
        frame                        | [1000000000, 1000000000]   | frame is [1000000000, 1000000000]
        frame                        | [-2, 2]                    | frame is [-2, 2]
        frame                        | [3, 2]                     | frame is [3, 2], expected
        frame                        | [2]                        | frame is [2]
        frame                        | [2, null]                  | frame is [2, null]
        training_scans               | {"spacing": null, "backgrounds": []} | training_scans has no spacing
        training_scans               | {"spacing": {"min": [1], "median": [1, 1, 1], "max": [1, 1, 1]}, "backgrounds": []} | a range of spacings
        weights_sha256               | "abc"                      | weights_sha256 is 'abc'
        """)
    void whatCannotBe(String key, String value, String message) throws Exception {
        set(key, JsonParser.parseString(value));
        DawsonException e = assertThrows(DawsonException.class, model::readDescription);
        assertTrue(e.getMessage().contains(message), e.getMessage());
        assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
        assertFalse(e.getMessage().chars().anyMatch(Character::isISOControl), e.getMessage());
    }

    /** Within all ranges, and yet of other sizes than the weights: no memory is taken for what is not there. */
    @ParameterizedTest
    @CsvSource({"base_filters, 1024", "depth, 8"})
    void aNetworkOfAnotherSize(String key, int value) throws Exception {
        set("config.network_options." + key, JsonParser.parseString(Integer.toString(value)));
        if (key.equals("depth")) {
            set("size_multiple", JsonParser.parseString("256"));
        }
        DawsonException e = assertThrows(DawsonException.class, () -> ModelRunner.open(model, ModelRunner.PLAIN));
        assertTrue(e.getMessage().contains("belong to different models"), e.getMessage());
    }

    @Test
    void filesThatAreNoDescription() throws Exception {
        for (String text : new String[] {"", "[]", "{", "{}", "null", "[".repeat(100_000), "{\"a\":".repeat(100_000)}) {
            Files.writeString(file, text);
            assertThrows(DawsonException.class, model::readDescription);
            assertThrows(DawsonException.class, () -> ModelChannels.read(model.path()));
        }
        Files.write(file, new byte[] {'{', (byte) 0xff, '}'});
        assertThrows(DawsonException.class, model::readDescription);
        assertThrows(DawsonException.class, () -> ModelChannels.read(model.path()));
    }

    /** Else a training would end with a model that nobody can open. */
    @Test
    void whatCouldNotBeReadAgainIsNotWritten() throws Exception {
        ModelDescription good = model.readDescription();
        ModelDescription bad = new ModelDescription(good.format(), good.channels(), List.of(new LabelClass(1, " ")),
            good.sizeMultiple(), good.frame(), good.floatsPerPixel(), good.config(), good.scores(), good.provenance());
        String before = Files.readString(file);
        assertThrows(DawsonException.class, () -> model.writeDescription(bad));
        assertEquals(before, Files.readString(file));
    }

    @Test
    void whatIsNotKnownIsOverlookedAsBefore() throws Exception {
        set("some_day", JsonParser.parseString("1"));
        assertEquals("unet", model.readDescription().config().network());
    }

    private void set(String key, JsonElement value) throws Exception {
        JsonObject all = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        JsonObject at = all;
        String[] names = key.split("\\.");
        for (int i = 0; i < names.length - 1; i++) {
            at = at.getAsJsonObject(names[i]);
        }
        at.add(names[names.length - 1], value);
        Files.writeString(file, all.toString());
    }
}
