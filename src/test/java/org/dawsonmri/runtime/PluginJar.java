package org.dawsonmri.runtime;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A jar as an author outside of the project makes it: compiled against Dawson's class path, never on it. */
public final class PluginJar {

    private static final Path PAGE = Path.of("docs/howto/plugin.md");
    private static final Pattern CODE = Pattern.compile("(?s)```java\\n(.*?)```");
    private static final Pattern CLASS = Pattern.compile("public (?:record|final class|class|interface) (\\w+)");
    private static final Pattern LISTING = Pattern.compile("\\| `(META-INF/services/\\S+)` \\| `(\\S+)` \\|");

    private PluginJar() {
    }

    /** The example of the documentation, code and listings. */
    public static Path ofThePage(Path jar) throws IOException {
        String page = Files.readString(PAGE);
        List<String> sources = CODE.matcher(page).results().map(found -> found.group(1)).toList();
        Map<String, String> listings = new LinkedHashMap<>();
        Matcher listing = LISTING.matcher(page);
        while (listing.find()) {
            listings.put(listing.group(1), listing.group(2));
        }
        return write(jar, sources, listings);
    }

    /**
     * Compiles public classes and lays them into a jar.
     *
     * @param listings text files by their names in the jar
     */
    public static Path write(Path jar, List<String> sources, Map<String, String> listings) throws IOException {
        Path work = Files.createTempDirectory(jar.toAbsolutePath().getParent(), "plugin");
        List<String> arguments = new ArrayList<>(List.of("-nowarn", "-proc:none", "-d",
            work.resolve("classes").toString(), "-cp", System.getProperty("java.class.path")));
        for (String source : sources) {
            Matcher name = CLASS.matcher(source);
            if (!name.find()) {
                throw new IllegalArgumentException("no class: " + source);
            }
            arguments.add(Files.writeString(work.resolve(name.group(1) + ".java"), source).toString());
        }
        StringWriter messages = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        OutputStream errors = new OutputStream() {
            @Override
            public void write(int b) {
                messages.write(b);
            }
        };
        if (compiler.run(null, null, errors, arguments.toArray(String[]::new)) != 0) {
            throw new IllegalStateException(messages.toString());
        }
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar));
            Stream<Path> files = Files.walk(work.resolve("classes"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                put(zip, work.resolve("classes").relativize(file).toString().replace('\\', '/'),
                    Files.readAllBytes(file));
            }
            for (Map.Entry<String, String> listing : listings.entrySet()) {
                put(zip, listing.getKey(), listing.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
    }
}
