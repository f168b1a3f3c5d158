package io.cuantovale.local.launcher.build;

import java.nio.file.Path;
import java.util.Set;

/**
 * A Maven module of the repository.
 *
 * @param path the folder, seen from the root, as in the parent's {@code modules}
 * @param artifactId Maven's name
 * @param dir the folder
 * @param dependsOn artifact ids of the modules of this repository that its pom names, in any scope: a build needs all
 * @param application whether it is packaged as a Quarkus application
 */
public record Module(String path, String artifactId, Path dir, Set<String> dependsOn, boolean application) {
    /** What a build leaves, by which one sees that it has happened. */
    public Path artifact(String version) {
        return application
                ? dir.resolve("target/quarkus-app/quarkus-run.jar")
                : dir.resolve("target/" + artifactId + "-" + version + ".jar");
    }
}
