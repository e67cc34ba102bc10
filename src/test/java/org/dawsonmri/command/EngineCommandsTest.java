package org.dawsonmri.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.imagej.ImageJMenu;
import org.dawsonmri.imagej.ImageJMenu.Outcome;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;

/** Both engine commands from macros. */
@Tag("slow")
class EngineCommandsTest {

    private static final String FACTS = """
        facts = "";
        for (i = 0; i < nResults; i++)
            facts = facts + getResultString("what", i) + "=" + getResultString("found", i) + "\\n";
        return facts;
        """;

    @TempDir
    private Path dir;

    @Test
    void theCheckTrainsAndSegments() {
        Outcome outcome = ImageJMenu.run("run(\"Dawson Check Engine...\", \"\");\n" + FACTS, "");
        assertNull(outcome.error());
        String facts = outcome.returned();
        assertTrue(facts.startsWith("self_test=passed\nverdict=the engine works\n"), facts);
        for (String expected : new String[] {"\ntensorflow=2.18.0\n", "\ndevices=CPU:0", "\ngpu=", "\nprocessor=",
            "s, loss from -", " voxels labelled\n", "\ntensorflow_build=",
            "\nengine=this program's own class path\n"}) {
            assertTrue(facts.contains(expected), expected + " in " + facts);
        }
    }

    @Test
    void whatIsWrongIsInTheTableAndEndsTheMacro() throws java.io.IOException {
        Files.writeString(Files.createDirectories(dir.resolve("engine/lib")).resolve("tensorflow-core-api-1.jar"),
            "PK");
        System.setProperty("dawson.engine", dir.resolve("engine").toString());
        try {
            Outcome outcome = ImageJMenu.run("run(\"Dawson Check Engine...\", \"\"); return \"went on\";", "");
            assertTrue(outcome.error().contains("tensorflow-core-api-1.jar: this part of the engine is damaged"),
                outcome.error());
            assertTrue(outcome.error().contains("run Dawson Install Engine..."), outcome.error());
            assertTrue(ImageJMenu.run(FACTS, "").returned().startsWith("self_test=failed\nverdict=" + dir));
        } finally {
            System.clearProperty("dawson.engine");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        source=[]|'source': is empty; give an address, a folder or a zip
        source=DIR/none folder=DIR/e|'DIR/none': is neither an address (https://…) nor a folder or zip file
        source=DIR folder=DIR/e|DIR: holds no
        platform=amiga|'platform': expected one of [this computer, linux-x86_64
        folder=DIR/e speed=11|'speed': is no option of Dawson Install Engine...; its options are source, platform, f
        """)
    void wrongValuesStopTheMacroWithOneLine(String options, String expected) {
        Outcome outcome = ImageJMenu.run("run(\"Dawson Install Engine...\", \"" + options.replace("DIR", dir.toString())
            + "\"); return \"went on\";", "");
        assertTrue(outcome.error() != null && outcome.error().contains(expected.replace("DIR", dir.toString())),
            outcome.error());
        assertEquals(1, outcome.error().lines().count());
    }
}
