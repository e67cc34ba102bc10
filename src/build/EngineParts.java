import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Build step: writes the list of jars that an engine consists of, one line each: path below a Maven repository's root,
 * size in bytes, SHA-256. Platform-specific jars are left out; their list is {@code native.tsv} among the resources.
 *
 * <p>Arguments: the local repository's folder, the runtime class path, the name of the artifact whose jars belong to a
 * platform, the file to write.
 */
final class EngineParts {

    private EngineParts() {
    }

    public static void main(String[] args) throws IOException, NoSuchAlgorithmException {
        Path repository = Path.of(args[0]).toRealPath();
        SortedSet<String> lines = new TreeSet<>();
        for (String entry : args[1].split(File.pathSeparator)) {
            Path jar = Path.of(entry).toAbsolutePath();
            if (Files.isRegularFile(jar) && !isNative(jar, args[2])) {
                jar = jar.toRealPath();
                if (!jar.startsWith(repository)) {
                    throw new IOException(jar + ": is not in the local repository " + repository);
                }
                lines.add(repository.relativize(jar).toString().replace(File.separatorChar, '/') + "\t"
                    + Files.size(jar) + "\t" + sha256(jar));
            }
        }
        Path list = Path.of(args[3]);
        Files.createDirectories(list.getParent());
        Files.writeString(list, "path\tsize\tsha256\n" + String.join("\n", lines) + "\n");
    }

    /** True for {@code name-version-classifier.jar}, false for {@code name-version.jar}, in {@code name/version/}. */
    private static boolean isNative(Path jar, String name) {
        String version = jar.getParent().getFileName().toString();
        String file = jar.getFileName().toString();
        return file.startsWith(name + "-" + version) && !file.equals(name + "-" + version + ".jar");
    }

    private static String sha256(Path jar) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));
    }
}
