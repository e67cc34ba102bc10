package org.dawsonmri;

import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import java.io.File;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

import javax.xml.parsers.DocumentBuilderFactory;

/** What Fiji ships, as the bill of materials of the parent POM names it: artifacts without versions. */
public final class FijiJars {

    private FijiJars() {
    }

    /** Artifact names; more than are in any one Fiji. */
    public static Set<String> names() {
        try {
            File bom = new File(System.getProperty("fiji.bom"));
            NodeList managed = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(bom)
                .getElementsByTagName("dependency");
            Set<String> names = new HashSet<>();
            for (int i = 0; i < managed.getLength(); i++) {
                names.add(((Element) managed.item(i)).getElementsByTagName("artifactId").item(0).getTextContent());
            }
            return names;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** {@code gson} of {@code gson-2.14.0.jar}. */
    public static String nameOf(Path jar) {
        return jar.getFileName().toString().replaceFirst("(-\\d[^/]*)?\\.jar$", "");
    }
}
