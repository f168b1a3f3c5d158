package io.cuantovale.local.launcher.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The modules of the repository and which needs which, read from the poms. */
public final class ModuleGraph {
    private final Map<String, Module> byArtifact = new LinkedHashMap<>();
    private final String version;

    private ModuleGraph(String version) {
        this.version = version;
    }

    /**
     * Reads the parent pom and the pom of every module.
     *
     * @throws IllegalStateException if one cannot be read
     */
    public static ModuleGraph read(Path root) {
        Element parent = parse(root.resolve("pom.xml"));
        String group = text(parent, "groupId");
        ModuleGraph graph = new ModuleGraph(text(parent, "version"));
        for (Element element : children(child(parent, "modules"), "module")) {
            String path = element.getTextContent().strip();
            Module module = module(root, path, group);
            graph.byArtifact.put(module.artifactId(), module);
        }
        return graph;
    }

    public String version() {
        return version;
    }

    /** The modules at the given paths and all that they need, in the parent's order. */
    public List<Module> closure(Collection<String> paths) {
        Deque<Module> todo = new ArrayDeque<>();
        byArtifact.values().stream().filter(m -> paths.contains(m.path())).forEach(todo::add);
        Set<Module> found = new LinkedHashSet<>();
        while (!todo.isEmpty()) {
            Module module = todo.remove();
            if (found.add(module)) {
                todo.addAll(needs(module));
            }
        }
        return byArtifact.values().stream().filter(found::contains).toList();
    }

    /** The modules of this repository that one needs directly. */
    public List<Module> needs(Module module) {
        return module.dependsOn().stream()
                .filter(byArtifact::containsKey)
                .map(byArtifact::get)
                .toList();
    }

    private static Module module(Path root, String path, String group) {
        Path dir = root.resolve(path);
        Element pom = parse(dir.resolve("pom.xml"));
        Set<String> dependsOn = new LinkedHashSet<>();
        for (Element dependency : children(child(pom, "dependencies"), "dependency")) {
            if (group.equals(text(dependency, "groupId"))) {
                dependsOn.add(text(dependency, "artifactId"));
            }
        }
        boolean application = children(child(child(pom, "build"), "plugins"), "plugin").stream()
                .anyMatch(p -> text(p, "artifactId").equals("quarkus-maven-plugin"));
        return new Module(path, text(pom, "artifactId"), dir, dependsOn, application);
    }

    private static Element parse(Path pom) {
        try {
            Document document = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(pom.toFile());
            return document.getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("cannot read " + pom + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable Element child(@Nullable Element parent, String name) {
        List<Element> found = children(parent, name);
        return found.isEmpty() ? null : found.getFirst();
    }

    private static List<Element> children(@Nullable Element parent, String name) {
        List<Element> found = new ArrayList<>();
        if (parent != null) {
            NodeList nodes = parent.getChildNodes();
            for (int i = 0; i < nodes.getLength(); i++) {
                Node node = nodes.item(i);
                if (node instanceof Element element && element.getTagName().equals(name)) {
                    found.add(element);
                }
            }
        }
        return found;
    }

    private static String text(Element parent, String name) {
        Element found = child(parent, name);
        return found == null ? "" : found.getTextContent().strip();
    }
}
