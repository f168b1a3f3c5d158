package io.cuantovale.scraper.crawl.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuantovale.scraper.crawl.table.PhotoFolder.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoFolderTest {
    @TempDir
    Path dir;

    private PhotoFolder folder;

    @BeforeEach
    void aFolderWithPhotos() throws IOException {
        Path photos = Files.createDirectory(dir.resolve("photos"));
        Files.write(photos.resolve("7.png"), new byte[] {1, 2, 3});
        Files.write(photos.resolve("cover.jpg"), new byte[] {4});
        Files.write(photos.resolve("big.jpg"), new byte[101]);
        Files.write(dir.resolve("secret.jpg"), new byte[] {5});
        Files.createSymbolicLink(photos.resolve("link.jpg"), dir.resolve("secret.jpg"));
        folder = new PhotoFolder(photos, 100);
    }

    @Test
    void takesTheNamedPhotoElseTheOneNamedByTheId() {
        assertThat(folder.find("7", "cover.jpg"))
                .isInstanceOfSatisfying(
                        Found.Photo.class, p -> assertThat(p.bytes()).containsExactly(4));
        assertThat(folder.find("7", null))
                .isInstanceOfSatisfying(
                        Found.Photo.class, p -> assertThat(p.mediaType()).isEqualTo("image/png"));
        assertThat(folder.find("8", null)).isEqualTo(new Found.None());
    }

    @Test
    void tellsWhyANamedPhotoCannotBeHad() {
        assertThat(folder.find("7", "gone.jpg")).isEqualTo(new Found.Fault("no such file"));
        assertThat(folder.find("7", "big.jpg")).isEqualTo(new Found.Fault("101 bytes (expected: 1 to 100)"));
        assertThat(folder.find("7", "http://x/y.jpg")).isInstanceOf(Found.Fault.class);
    }

    @Test
    void neverLeavesItsFolder() {
        assertThat(folder.find("7", "../secret.jpg")).isEqualTo(new Found.Fault("outside the folder of photos"));
        assertThat(folder.find("7", "/etc/passwd")).isEqualTo(new Found.Fault("outside the folder of photos"));
        assertThat(folder.find("7", "link.jpg")).isEqualTo(new Found.Fault("outside the folder of photos"));
        assertThat(folder.find("../secret", null)).isEqualTo(new Found.None());
    }
}
