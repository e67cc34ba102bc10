package org.dawsonmri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.imagej.ImageJMenu;
import org.dawsonmri.learn.Losses;
import org.dawsonmri.learn.Optimizers;
import org.dawsonmri.network.Networks;
import org.dawsonmri.preprocess.Normalizers;
import org.dawsonmri.score.Scores;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the documentation tells users to type, choose and look at is there. */
class DocumentationTest {

    /** In a block: the line begins with it. */
    private static final Pattern TYPED = Pattern.compile("(?m)^ *(?:\\S*/)?dawson ([a-z][^\\n]*)$");
    /** In a sentence. */
    private static final Pattern QUOTED = Pattern.compile("`(?:\\S*/)?dawson ([a-z][^`]*)`");
    private static final Pattern OPTION = Pattern.compile("`(--[a-z][a-z0-9-]+)");
    private static final Pattern WORD = Pattern.compile("'[^']*'|\"[^\"]*\"|[^\\s'\"]+");
    private static final Pattern LEAF = Pattern.compile("Dawson (?:[A-Za-z]+ ){0,3}?[A-Za-z]+(?:…|\\.\\.\\.)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    /** Placeholders stand for values that picocli would refuse. */
    private static final Pattern PLACEHOLDER = Pattern.compile("…|\\[|\\b[A-Z]+\\b");
    /** Options of other programs. */
    private static final Set<String> OTHERS = Set.of("--headless", "--run", "--update", "--add-opens");

    @Test
    void everyCommandLineIsUnderstood() {
        List<String> wrong = new ArrayList<>();
        int[] count = {0};
        forEachPage((page, text) -> {
            for (Pattern pattern : List.of(TYPED, QUOTED)) {
                Matcher line = pattern.matcher(text.replaceAll("\\\\\\n\\s*", ""));
                while (line.find()) {
                    count[0]++;
                    String problem = problem(line.group(1).replaceAll("\\s+(&&|\\||#|>).*", ""), pattern == QUOTED);
                    if (!problem.isEmpty()) {
                        wrong.add(page + ": dawson " + line.group(1) + ": " + problem);
                    }
                }
            }
        });
        assertEquals(List.of(), wrong);
        assertTrue(count[0] > 80, "command lines: " + count[0]);
    }

    @Test
    void everyOptionExists() {
        Set<String> known = new TreeSet<>(OTHERS);
        collect(Dawson.commandLine(), known);
        List<String> unknown = new ArrayList<>();
        forEachPage((page, text) -> {
            Matcher option = OPTION.matcher(text);
            while (option.find()) {
                if (!known.contains(option.group(1))) {
                    unknown.add(page + ": " + option.group(1));
                }
            }
        });
        assertEquals(List.of(), unknown);
    }

    @Test
    void everyMenuEntryExists() {
        Set<String> leaves = ImageJMenu.entries().keySet().stream()
            .map(path -> path.substring(path.lastIndexOf('>') + 1)).collect(Collectors.toSet());
        List<String> unknown = new ArrayList<>();
        forEachPage((page, text) -> {
            Matcher leaf = LEAF.matcher(text.replaceAll("\\n> ?|\\s+", " "));
            while (leaf.find()) {
                if (!leaves.contains(leaf.group().replace("…", "..."))) {
                    unknown.add(page + ": " + leaf.group());
                }
            }
        });
        assertEquals(List.of(), unknown);
    }

    @Test
    void everyLinkLeadsSomewhere() {
        List<String> broken = new ArrayList<>();
        forEachPage((page, text) -> {
            Matcher link = LINK.matcher(text);
            while (link.find()) {
                String[] parts = link.group(1).split("#", 2);
                Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
                boolean found = parts[0].contains("://") || Files.exists(target)
                    && (parts.length < 2 || anchors(target).contains(parts[1]));
                if (!found) {
                    broken.add(page + ": " + link.group(1));
                }
            }
        });
        assertEquals(List.of(), broken);
    }

    @Test
    void everyNameIsExplained() {
        Map<String, List<String>> names = Map.of("networks.md", Networks.names(), "intensities.md", Normalizers.names(),
            "learning.md", Stream.concat(Losses.names().stream(), Optimizers.names().stream()).toList(), "scores.md",
            Scores.names());
        List<String> missing = new ArrayList<>();
        names.forEach((page, all) -> {
            String text = read(Path.of("docs/reference", page));
            all.stream().filter(name -> !Pattern.compile("(?m)(`|^#.* |--scores )" + name + "(`| |$)").matcher(text)
                .find()).forEach(name -> missing.add(page + " " + name));
        });
        assertEquals(List.of(), missing);
    }

    @Test
    void everyPageAndMacroIsListed() throws IOException {
        List<String> missing = new ArrayList<>();
        String pages = read(Path.of("docs/README.md"));
        String macros = read(Path.of("macros/README.md"));
        forEachPage((page, text) -> {
            String name = page.toString().replace('\\', '/').replaceFirst("^docs/", "");
            if (page.startsWith("docs") && !name.equals("README.md") && !pages.contains("(" + name)) {
                missing.add(page.toString());
            }
        });
        try (Stream<Path> files = Files.list(Path.of("macros"))) {
            files.map(file -> file.getFileName().toString()).filter(name -> !name.endsWith(".md"))
                .filter(name -> !macros.contains("`" + name.replaceFirst("\\.groovy$", "")) || name.endsWith(".groovy")
                    && !macros.matches("(?s).*`" + name.replaceFirst("\\.groovy$", "") + "[^|]*\\.groovy`.*"))
                .forEach(missing::add);
        }
        assertEquals(List.of(), missing);
    }

    // -- Helper methods --

    /**
     * What picocli has against a line, or "". In a sentence and with placeholders, only words it does not know count.
     */
    private static String problem(String line, boolean sentence) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line.replaceAll("\"?\\$\\{\\w+\\[@\\]\\}\"?", "").replaceAll("\\$\\w+", "1"));
        while (word.find()) {
            String text = word.group().replaceAll("[\"'\\[\\]]", "");
            if (!text.equals("…") && !text.equals("options")) {
                words.add(text);
            }
        }
        try {
            CommandLine parser = Dawson.commandLine();
            parser.setCaseInsensitiveEnumValuesAllowed(true);
            parser.parseArgs(words.toArray(String[]::new));
            return "";
        } catch (UnmatchedArgumentException e) {
            return e.getMessage();
        } catch (ParameterException e) {
            return sentence || PLACEHOLDER.matcher(line).find() ? "" : e.getMessage();
        }
    }

    private static void collect(CommandLine line, Set<String> options) {
        line.getCommandSpec().options().forEach(option -> options.addAll(List.of(option.names())));
        line.getSubcommands().values().forEach(sub -> collect(sub, options));
    }

    private static Set<String> anchors(Path page) {
        Set<String> anchors = new TreeSet<>();
        Matcher heading = HEADING.matcher(read(page));
        while (heading.find()) {
            anchors.add(heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_ -]", "").strip()
                .replace(' ', '-'));
        }
        return anchors;
    }

    private static void forEachPage(BiConsumer<Path, String> work) {
        Map<Path, String> pages = new LinkedHashMap<>();
        for (Path root : List.of(Path.of(""), Path.of("macros"), Path.of("docs"), Path.of(".github"))) {
            try (Stream<Path> files = Files.walk(root, root.toString().isEmpty() ? 1 : Integer.MAX_VALUE)) {
                files.filter(file -> file.toString().endsWith(".md")).sorted()
                    .forEach(file -> pages.put(file, read(file)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        pages.forEach(work);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
