"""In which encoding bytes were written: the code pages, how texts look that were read in a wrong one, and repairs."""
