package io.cuantovale.local.launcher.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The XML reports that Surefire and Failsafe leave in every module. */
public final class TestReports {
    private static final Set<String> FOLDERS = Set.of("surefire-reports", "failsafe-reports");
    private static final Set<String> SKIPPED_FOLDERS = Set.of("src", ".git", ".cuantovale", "node_modules");
    /** A skip whose reason begins so is no fault: the test needs what most machines lack, such as a GPU. */
    private static final String OPTIONAL = "optional:";

    private final Path root;

    public TestReports(Path root) {
        this.root = root;
    }

    /**
     * Executed tests.
     *
     * @param skips each skipped test with its reason, without those that are optional
     * @param failures each failed test with its message
     */
    public record Totals(int passed, int failed, int skipped, List<String> skips, List<String> failures) {
        /** The last line of a test run. */
        public String line() {
            return passed + " passed, " + failed + " failed, " + skipped + " skipped";
        }
    }

    /** Deletes the reports of earlier runs: tests that are gone must not be counted. */
    public void clear() {
        for (Path folder : folders()) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot clear " + folder, e);
            }
        }
    }

    /** Counts all reports. */
    public Totals read() {
        int tests = 0;
        List<String> failures = new ArrayList<>();
        List<String> skips = new ArrayList<>();
        int skipped = 0;
        for (Path report : reports()) {
            NodeList cases = parse(report).getElementsByTagName("testcase");
            for (int i = 0; i < cases.getLength(); i++) {
                Element test = (Element) cases.item(i);
                tests++;
                String name = test.getAttribute("classname") + "." + test.getAttribute("name");
                Element skip = first(test, "skipped");
                Element failure = first(test, "failure") == null ? first(test, "error") : first(test, "failure");
                if (failure != null) {
                    failures.add(name + ": " + firstLine(failure.getAttribute("message")));
                } else if (skip != null) {
                    skipped++;
                    String reason = skip.getAttribute("message");
                    if (!reason.contains(OPTIONAL)) {
                        skips.add(name + ": " + firstLine(reason));
                    }
                }
            }
        }
        return new Totals(tests - skipped - failures.size(), failures.size(), skipped, skips, failures);
    }

    private List<Path> reports() {
        List<Path> reports = new ArrayList<>();
        for (Path folder : folders()) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(f -> f.getFileName().toString().matches("TEST-.*\\.xml"))
                        .sorted()
                        .forEach(reports::add);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + folder, e);
            }
        }
        return reports;
    }

    private List<Path> folders() {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                    String name = dir.getFileName().toString();
                    if (FOLDERS.contains(name) && dir.getParent().endsWith("target")) {
                        found.add(dir);
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                    boolean deepInTarget =
                            dir.getParent() != null && dir.getParent().endsWith("target");
                    return SKIPPED_FOLDERS.contains(name) || deepInTarget
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + root, e);
        }
        found.sort(Comparator.naturalOrder());
        return found;
    }

    private static @Nullable Element first(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return found.getLength() == 0 ? null : (Element) found.item(0);
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("no message");
    }

    private static Element parse(Path report) {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(report.toFile())
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("cannot read " + report + ": " + e.getMessage(), e);
        }
    }
}
