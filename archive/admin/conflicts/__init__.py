"""What an editor opened against what is there now: nobody overwrites a change that they have not seen."""
